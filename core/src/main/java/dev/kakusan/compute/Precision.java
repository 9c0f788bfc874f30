package dev.kakusan.compute;

/** How a backend keeps a real number. */
public enum Precision {
  FLOAT32(4, 0x1p-24),
  FLOAT64(8, 0x1p-53);

  private final int bytes;
  private final double roundoff;

  Precision(int bytes, double roundoff) {
    this.bytes = bytes;
    this.roundoff = roundoff;
  }

  public int bytes() {
    return bytes;
  }

  /** The unit roundoff u: a rounded number is off by at most u of itself. */
  public double roundoff() {
    return roundoff;
  }
}
