package dev.kakusan.compute;

/**
 * In what numbers the products of a network are taken: its convolutions, linear layers and
 * attention. Weights, the sums within normalisations and softmax, losses and the optimiser keep the
 * backend's own {@link Precision} whatever this is.
 */
public enum Arithmetic {
  FLOAT64("float64"),
  FLOAT32("float32"),
  /** Factors rounded to 11 significant bits, sums in float32: on NVIDIA's GPUs from Ampere on. */
  TF32("tf32"),
  /**
   * Factors, results and what flows between layers rounded to 8 significant bits, with float32's
   * range.
   */
  BFLOAT16("bfloat16");

  private final String label;

  Arithmetic(String label) {
    this.label = label;
  }

  /** The unit roundoff of a factor: 2^−p for p significant bits. */
  public double roundoff() {
    return switch (this) {
      case FLOAT64 -> 0x1p-53;
      case FLOAT32 -> 0x1p-24;
      case TF32 -> 0x1p-11;
      case BFLOAT16 -> 0x1p-8;
    };
  }

  /** As a user writes it after {@code --precision}. */
  @Override
  public String toString() {
    return label;
  }
}
