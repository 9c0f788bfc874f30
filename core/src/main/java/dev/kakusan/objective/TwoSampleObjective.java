package dev.kakusan.objective;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * The objective with two draws (theory, section 3): draw x_{t−1} from q(·|x_0), then x_t from
 * q(·|x_{t−1}), and ask how likely p_θ(x_{t−1} | x_t) makes the former. The network predicts the
 * mean.
 *
 * <p>Its {@link LossWeighting#ELBO} is −T/D ln p_θ(x_{t−1} | x_t), at t = 1 the decoder's. Over
 * uniform t that is an unbiased estimate of −J/D (theory S5), which is −ELBO / D without the prior
 * term and with Σ_{t=2}^T ½ ln(2πe β̃_t), the entropies of the forward posteriors, more: neither
 * holds a weight (theory S6).
 *
 * @param weighting {@link LossWeighting#SIMPLE}: ‖x_{t−1} − out‖² / D
 * @param bound the processes and the decoder
 */
public record TwoSampleObjective(LossWeighting weighting, BoundTerms bound) implements Objective {

  @Override
  public Tensor losses(Denoiser network, Tensor x0, int[] t, RandomKey key) {
    ForwardProcess forward = bound.forward();
    int[] previous = Arrays.stream(t).map(time -> time - 1).toArray();
    Tensor before = forward.diffuse(x0, previous, noise(x0, key.child("noise")));
    Tensor xt = forward.step(before, t, noise(x0, key.child("onward")));
    Tensor output = network.predict(xt, t);
    return weighting.losses(new Drawn(x0, t, before, output), forward.schedule());
  }

  private Tensor noise(Tensor like, RandomKey key) {
    return bound.forward().compute().gaussians(key, like.shape());
  }

  /** One batch: x_0, times, x_{t−1}, and the mean and variance that the network says. */
  private final class Drawn implements WeighedTerms {
    private final Tensor x0;
    private final int[] t;
    private final Tensor before;
    private final Tensor mean;
    private final Optional<Tensor> logRatio;

    Drawn(Tensor x0, int[] t, Tensor before, Tensor output) {
      this.x0 = x0;
      this.t = t;
      this.before = before;
      this.mean = bound.variance().prediction(output);
      this.logRatio = bound.variance().logRatio(output, bound.forward().at(t, x0));
    }

    @Override
    public Tensor squaredErrors() {
      return mean.minus(before).square().meanPerExample();
    }

    @Override
    public Tensor squaredErrors(IntToDoubleFunction weightOnX0) {
      throw new IllegalStateException("the target is x_{t−1}, which is no statement about x_0");
    }

    @Override
    public Tensor bound() {
      return bound(mean);
    }

    @Override
    public Tensor boundForVariance() {
      return bound(mean.detach());
    }

    private Tensor bound(Tensor mean) {
      return new LikelihoodTerms(bound)
          .term(x0, before, mean, logRatio, t)
          .times(bound.timesPerDimension(x0));
    }
  }
}
