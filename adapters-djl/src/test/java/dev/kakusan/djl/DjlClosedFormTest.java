package dev.kakusan.djl;

import dev.kakusan.process.ClosedFormContract;

final class DjlClosedFormTest extends OnDjl implements ClosedFormContract {}
