package dev.kakusan.djl;

import java.util.ArrayList;
import java.util.List;

/** The tensors born since a scope began. */
final class Scope {

  private final List<DjlTensor> born = new ArrayList<>();

  void add(DjlTensor tensor) {
    born.add(tensor);
  }

  /**
   * Lets go of a tensor, which this scope then no longer frees; false where it was not born here.
   */
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
}
