package dev.kakusan.djl;

import dev.kakusan.compute.ComputeContract;

final class DjlComputeContractTest extends OnDjl implements ComputeContract {}
