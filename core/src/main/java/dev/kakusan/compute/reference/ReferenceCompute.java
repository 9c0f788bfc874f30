package dev.kakusan.compute.reference;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes tensors and ends their lives by nested {@link Scope}s; outside all of them, at close. */
final class ReferenceCompute implements Compute {

  private @Nullable Scope current;
  private boolean closed;

  @Override
  public Tensor tensor(double[] values, Shape shape) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + " wants " + shape.size() + " values, got " + values.length);
    }
    return new ReferenceTensor(this, shape, values.clone(), false);
  }

  @Override
  public Tensor tidy(Supplier<Tensor> body) {
    Scope scope = open(false);
    try {
      ReferenceTensor result = ReferenceTensor.of(body.get());
      scope.handOver(result);
      return result;
    } finally {
      close(scope);
    }
  }

  @Override
  public <T> T tidied(Supplier<T> body) {
    Scope scope = open(false);
    try {
      return body.get();
    } finally {
      close(scope);
    }
  }

  @Override
  public Tensor fold(Tensor start, int[] times, Step step) {
    ReferenceTensor state = ReferenceTensor.of(start);
    boolean madeHere = false;
    for (int t : times) {
      Scope scope = open(false);
      ReferenceTensor next;
      boolean madeInStep;
      try {
        next = ReferenceTensor.of(step.apply(state, t));
        madeInStep = scope.handOver(next);
      } finally {
        close(scope);
      }
      if (next != state) {
        if (madeHere) {
          forget(state);
        }
        madeHere = madeInStep;
        state = next;
      }
    }
    return state;
  }

  /** Opens a scope inside the current one. */
  Scope open(boolean recording) {
    current = new Scope(current, recording);
    return current;
  }

  /** Ends the innermost scope, which is {@code scope}, and frees what it still holds. */
  void close(Scope scope) {
    current = scope.enclosing();
    scope.free();
  }

  /** The innermost scope, or null outside all. */
  @Nullable Scope current() {
    return current;
  }

  private void forget(ReferenceTensor tensor) {
    if (current != null) {
      current.remove(tensor);
    }
    tensor.free();
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
