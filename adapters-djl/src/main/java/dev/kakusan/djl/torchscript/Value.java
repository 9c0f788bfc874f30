package dev.kakusan.djl.torchscript;

/**
 * A tensor in a network's code.
 *
 * @param name as the code calls it
 * @param narrow whether its numbers are bfloat16
 */
record Value(String name, boolean narrow) {

  static Value wide(String name) {
    return new Value(name, false);
  }

  @Override
  public String toString() {
    return name;
  }
}
