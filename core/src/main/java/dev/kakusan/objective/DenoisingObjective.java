package dev.kakusan.objective;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.random.RandomKey;
import java.util.function.IntToDoubleFunction;

/**
 * The objective with one draw (theory, sections 4 and 5): draw ε, form x_t, and compare what the
 * network says of it with what it should say.
 *
 * @param parameterization what the network's output means
 * @param weighting how errors are weighed over t
 * @param bound the exact terms, for {@link LossWeighting#ELBO} and {@link LossWeighting#HYBRID}
 */
public record DenoisingObjective(
    Parameterization parameterization, LossWeighting weighting, BoundTerms bound)
    implements Objective {

  @Override
  public Tensor losses(Denoiser network, Tensor x0, int[] t, RandomKey key) {
    ForwardProcess forward = bound.forward();
    Tensor eps = forward.compute().gaussians(key.child("noise"), x0.shape());
    Tensor xt = forward.diffuse(x0, t, eps);
    Tensor output = network.predict(xt, t);
    return weighting.losses(new Drawn(x0, t, eps, xt, output), forward.schedule());
  }

  /** One batch: data, times, noise, noisy data, and what the network says of them. */
  private final class Drawn implements WeighedTerms {
    private final Tensor x0;
    private final int[] t;
    private final Tensor eps;
    private final Tensor xt;
    private final Tensor output;
    private final Tensor prediction;
    private final Coefficients c;

    Drawn(Tensor x0, int[] t, Tensor eps, Tensor xt, Tensor output) {
      this.x0 = x0;
      this.t = t;
      this.eps = eps;
      this.xt = xt;
      this.output = output;
      this.prediction = bound.variance().prediction(output);
      this.c = bound.forward().at(t, x0);
    }

    @Override
    public Tensor squaredErrors() {
      Tensor target = parameterization.target(x0, xt, eps, c);
      return prediction.minus(target).square().meanPerExample();
    }

    @Override
    public Tensor squaredErrors(IntToDoubleFunction weightOnX0) {
      return squaredErrors()
          .times(
              bound.perExample(
                  t,
                  time -> {
                    double step = parameterization.x0PerOutput(bound.forward().schedule(), time);
                    return weightOnX0.applyAsDouble(time) * step * step;
                  }));
    }

    @Override
    public Tensor bound() {
      return bound(parameterization.x0(xt, prediction, c));
    }

    @Override
    public Tensor boundForVariance() {
      return bound(parameterization.x0(xt, prediction, c).detach());
    }

    private Tensor bound(Tensor predictedX0) {
      Belief belief = new Belief(predictedX0, bound.variance().logRatio(output, c));
      return bound.term(x0, belief, t).times(bound.timesPerDimension(x0));
    }
  }
}
