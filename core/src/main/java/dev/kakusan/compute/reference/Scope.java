package dev.kakusan.compute.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tensors of one scope and, where it records, the tape of their operations. */
final class Scope {

  private final @Nullable Scope enclosing;
  private final boolean recording;
  private final Set<ReferenceTensor> made = new LinkedHashSet<>();
  private final List<Runnable> tape = new ArrayList<>();

  Scope(@Nullable Scope enclosing, boolean recording) {
    this.enclosing = enclosing;
    this.recording = recording;
  }

  @Nullable Scope enclosing() {
    return enclosing;
  }

  boolean recording() {
    return recording;
  }

  void add(ReferenceTensor tensor) {
    made.add(tensor);
  }

  boolean remove(ReferenceTensor tensor) {
    return made.remove(tensor);
  }

  /** Moves a tensor made here into the enclosing scope; false where it was not made here. */
  boolean handOver(ReferenceTensor tensor) {
    boolean mine = made.remove(tensor);
    if (mine && enclosing != null) {
      enclosing.add(tensor);
    }
    return mine;
  }

  /** Notes how an operation passes its result's gradient on to its operands. */
  void record(Runnable backward) {
    tape.add(backward);
  }

  /** Plays the tape from its end: each operation's gradient is whole when its turn comes. */
  void backward() {
    for (int i = tape.size() - 1; i >= 0; i--) {
      tape.get(i).run();
    }
  }

  void free() {
    made.forEach(ReferenceTensor::free);
    made.clear();
    tape.clear();
  }
}
