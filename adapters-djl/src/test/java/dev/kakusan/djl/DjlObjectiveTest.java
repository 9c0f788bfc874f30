package dev.kakusan.djl;

import dev.kakusan.objective.LearnedVarianceContract;
import dev.kakusan.objective.ObjectiveContract;

final class DjlObjectiveTest extends OnDjl implements ObjectiveContract, LearnedVarianceContract {}
