package dev.kakusan.compute;

import dev.kakusan.InvalidInput;
import java.util.Optional;

/**
 * AdamW (Loshchilov, Hutter 2019) with bias-corrected epsilon, after clipping by the global norm.
 * For parameter w with gradient g at step s, rate r:
 *
 * <pre>
 *   g ← g · min(1, clipNorm / (‖all g‖₂ + 1e-6))
 *   m ← β₁ m + (1 − β₁) g         v ← β₂ v + (1 − β₂) g²
 *   w ← w (1 − r · weightDecay) − r · (m / (1 − β₁ˢ)) / (√(v / (1 − β₂ˢ)) + ε)
 * </pre>
 *
 * @param clipNorm the largest global norm; {@link Double#POSITIVE_INFINITY} clips nothing
 * @param muon moves the {@linkplain ParameterSpec#inner() inner matrices} instead, where present;
 *     they have a first moment only
 */
public record OptimizerSpec(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double clipNorm,
    Optional<Muon> muon) {

  public static final OptimizerSpec DEFAULT = new OptimizerSpec(0.9, 0.999, 1e-8, 0, 1);

  public OptimizerSpec {
    requireDecay("adam-beta1", beta1);
    requireDecay("adam-beta2", beta2);
    if (!(epsilon > 0)) {
      throw new InvalidInput("adam-epsilon must be above 0, got " + epsilon);
    }
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new InvalidInput("weight-decay must be 0 or more, got " + weightDecay);
    }
    if (!(clipNorm > 0)) {
      throw new InvalidInput("clip-norm must be above 0, got " + clipNorm);
    }
  }

  /** AdamW for every weight. */
  public OptimizerSpec(
      double beta1, double beta2, double epsilon, double weightDecay, double clipNorm) {
    this(beta1, beta2, epsilon, weightDecay, clipNorm, Optional.empty());
  }

  /** The same with Muon for the inner matrices. */
  public OptimizerSpec with(Muon inner) {
    return new OptimizerSpec(beta1, beta2, epsilon, weightDecay, clipNorm, Optional.of(inner));
  }

  /** What moves that weight, where it is not AdamW. */
  public Optional<Muon> muonFor(ParameterSpec parameter) {
    return parameter.inner() ? muon : Optional.empty();
  }

  private static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InvalidInput(name + " must lie in [0, 1), got " + value);
    }
  }
}
