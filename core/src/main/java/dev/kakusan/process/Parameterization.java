package dev.kakusan.process;

import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/**
 * What the network's output means. Each is an affine way to state a belief about x_0, so all reach
 * the same reverse mean (theory, section 5 and S11).
 */
public enum Parameterization {
  /** The mean μ̃_t of the forward posterior. */
  MEAN("posterior-mean") {
    @Override
    public Tensor target(Tensor x0, Tensor xt, Tensor eps, Coefficients c) {
      return x0.times(c.posteriorX0()).plus(xt.times(c.posteriorXt()));
    }

    @Override
    public Tensor x0(Tensor xt, Tensor mean, Coefficients c) {
      return mean.minus(xt.times(c.posteriorXt())).dividedBy(c.posteriorX0());
    }

    @Override
    public double x0PerOutput(NoiseSchedule s, int t) {
      return 1 / s.posteriorX0(t);
    }
  },

  /** The data x_0. */
  X0("x0") {
    @Override
    public Tensor target(Tensor x0, Tensor xt, Tensor eps, Coefficients c) {
      return x0;
    }

    @Override
    public Tensor x0(Tensor xt, Tensor x0, Coefficients c) {
      return x0;
    }

    @Override
    public double x0PerOutput(NoiseSchedule s, int t) {
      return 1;
    }
  },

  /** The noise ε (Ho et al. 2020, section 3.2). */
  EPSILON("epsilon") {
    @Override
    public Tensor target(Tensor x0, Tensor xt, Tensor eps, Coefficients c) {
      return eps;
    }

    @Override
    public Tensor x0(Tensor xt, Tensor eps, Coefficients c) {
      return xt.minus(eps.times(c.noise())).dividedBy(c.signal());
    }

    @Override
    public double x0PerOutput(NoiseSchedule s, int t) {
      return -s.noiseScale(t) / s.signalScale(t);
    }
  },

  /** v = √ᾱ_t ε − √(1 − ᾱ_t) x_0 (Salimans, Ho 2022). */
  V("v") {
    @Override
    public Tensor target(Tensor x0, Tensor xt, Tensor eps, Coefficients c) {
      return eps.times(c.signal()).minus(x0.times(c.noise()));
    }

    @Override
    public Tensor x0(Tensor xt, Tensor v, Coefficients c) {
      return xt.times(c.signal()).minus(v.times(c.noise()));
    }

    @Override
    public double x0PerOutput(NoiseSchedule s, int t) {
      return -s.noiseScale(t);
    }
  };

  private final String label;

  Parameterization(String label) {
    this.label = label;
  }

  /** As protocols name it. */
  @Override
  public String toString() {
    return label;
  }

  /** What a perfect network would put out. */
  public abstract Tensor target(Tensor x0, Tensor xt, Tensor eps, Coefficients c);

  /** The x_0 that an output stands for. */
  public abstract Tensor x0(Tensor xt, Tensor output, Coefficients c);

  /**
   * By how much the predicted x_0 moves for a unit of the output. A weight w on ‖x̂_0 − x_0‖² is
   * the weight w · x0PerOutput² on the squared error of this output.
   */
  public abstract double x0PerOutput(NoiseSchedule schedule, int t);
}
