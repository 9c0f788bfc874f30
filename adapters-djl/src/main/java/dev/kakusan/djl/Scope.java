package dev.kakusan.djl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tensors born since the scope began, and the scope around it. */
final class Scope {

  private final @Nullable Scope outer;
  private final List<DjlTensor> born = new ArrayList<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  void add(DjlTensor tensor) {
    born.add(tensor);
  }

  /** Hands a tensor born here to the outer scope; false where it was not born here. */
  boolean release(DjlTensor tensor) {
    for (int i = born.size() - 1; i >= 0; i--) {
      if (born.get(i) == tensor) {
        born.remove(i);
        return true;
      }
    }
    return false;
  }

  /** Frees what was born here. */
  void end() {
    born.forEach(DjlTensor::free);
    born.clear();
  }

  @Nullable Scope outer() {
    return outer;
  }
}
