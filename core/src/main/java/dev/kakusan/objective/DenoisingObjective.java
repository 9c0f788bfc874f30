package dev.kakusan.objective;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.random.RandomKey;

/**
 * The objective with one draw (theory, sections 4 and 5): draw ε, form x_t, and compare what the
 * network says of it with what it should say.
 *
 * @param parameterization what the network's output means
 * @param weighting how errors are weighed over t
 * @param bound the exact terms, for {@link LossWeighting#ELBO}
 */
public record DenoisingObjective(
    Parameterization parameterization, LossWeighting weighting, BoundTerms bound)
    implements Objective {

  @Override
  public Tensor losses(Denoiser network, Tensor x0, int[] t, RandomKey key) {
    ForwardProcess forward = bound.forward();
    double[] draws = key.child("noise").gaussians(x0.shape().size());
    Tensor eps = forward.compute().tensor(draws, x0.shape());
    Tensor xt = forward.diffuse(x0, t, eps);
    Tensor output = network.predict(xt, t);
    Coefficients c = forward.at(t, x0);
    return switch (weighting) {
      case SIMPLE ->
          output.minus(parameterization.target(x0, xt, eps, c)).square().meanPerExample();
      case ELBO -> {
        double perDimension = (double) forward.schedule().steps() / x0.shape().example().size();
        yield bound.term(x0, parameterization.x0(xt, output, c), t).times(perDimension);
      }
    };
  }
}
