package dev.kakusan.compute;

import dev.kakusan.InvalidInput;

/**
 * Muon (Jordan et al. 2024, "Muon: an optimizer for hidden layers"): the step of a matrix is its
 * momentum with all singular values brought near one. A weight is taken as a matrix [out, rest].
 * For gradient g, clipped as AdamW's, and rate r · rateFactor:
 *
 * <pre>
 *   m ← μ m + (1 − μ) g           u = μ m + (1 − μ) g
 *   x = u / (‖u‖ + ε)             five times  x ← a x + (b x xᵀ + c (x xᵀ)²) x
 *   w ← w (1 − rate · weightDecay) − rate · 0.2 √max(rows, columns) · x
 * </pre>
 *
 * <p>The last factor makes a step about as long as one of AdamW (Liu et al. 2025, "Muon is scalable
 * for LLM training", section 2.2). Only {@linkplain ParameterSpec#inner() inner matrices} are moved
 * so.
 *
 * @param momentum μ, in [0, 1)
 * @param rateFactor its rate as a multiple of AdamW's, above 0
 */
public record Muon(double momentum, double rateFactor) {

  /** How often the polynomial is applied. */
  public static final int ITERATIONS = 5;

  public static final double A = 3.4445;
  public static final double B = -4.7750;
  public static final double C = 2.0315;

  /** Keeps a matrix of zeros one. */
  public static final double EPSILON = 1e-7;

  public Muon {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new InvalidInput("muon-momentum must lie in [0, 1), got " + momentum);
    }
    if (!(rateFactor > 0 && rateFactor < Double.POSITIVE_INFINITY)) {
      throw new InvalidInput("muon-factor must be above 0, got " + rateFactor);
    }
  }

  /** The length of a step at rate 1, for a weight of this shape. */
  public static double stride(Shape shape) {
    return 0.2 * Math.sqrt(Math.max(shape.dim(0), shape.size() / shape.dim(0)));
  }
}
