package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.BatchReader;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.DenoisingObjective;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hundred steps of the same training on both backends. */
final class BackendsAgreeTest {

  private record Outcome(List<Double> losses, List<double[]> weights) {}

  /**
   * Single precision rounds at 6e-8; a step's rounding enters the weights through AdamW, whose
   * update is at most the rate 1e-3 for each weight and is off relatively by the rounding of a
   * gradient over 128 examples, some 1e-5. Over 200 steps with signs at random: 1e-3 · 1e-5 · √200
   * · 10 for the growth of early differences: 1.4e-6, and a factor of 20 in hand.
   */
  private static final double TOLERANCE = 3e-5;

  @ParameterizedTest
  @MethodSource("weightings")
  void twoHundredStepsOfAPerceptronAgree(LossWeighting weighting) {
    Outcome reference = train(new ReferenceBackendProvider(), weighting);
    Outcome djl = train(new DjlBackendProvider(), weighting);
    for (int step = 0; step < 200; step++) {
      double loss = reference.losses().get(step);
      assertThat(djl.losses().get(step))
          .as("%s, loss of step %d", weighting, step + 1)
          .isCloseTo(loss, within(1e-3 * Math.max(1, Math.abs(loss))));
    }
    for (int i = 0; i < reference.weights().size(); i++) {
      assertThat(djl.weights().get(i))
          .as("%s, array %d", weighting, i)
          .containsExactly(reference.weights().get(i), within(TOLERANCE));
    }
  }

  static List<LossWeighting> weightings() {
    return List.of(LossWeighting.SIMPLE, LossWeighting.ELBO);
  }

  private static Outcome train(BackendProvider provider, LossWeighting weighting) {
    RandomKey key = RandomKey.root(8);
    try (Backend backend = provider.open("cpu", 1);
        TrainableDenoiser network =
            backend.denoiser(
                new MlpSpec(Shape.of(2), List.of(32, 32), 16, 1),
                OptimizerSpec.DEFAULT,
                key.child("weights"))) {
      BatchReader batches =
          new BatchReader(
              new BuiltinSource().open("builtin:moons", Split.TRAIN, 0), 128, key.child("order"));
      ForwardProcess forward = new ForwardProcess(NoiseSchedules.linear(50), backend.compute());
      Objective objective =
          new DenoisingObjective(
              Parameterization.V,
              weighting,
              new BoundTerms(forward, ReverseVariance.LARGE, new ContinuousDecoder()));
      List<Double> losses = new ArrayList<>();
      for (long step = 1; step <= 200; step++) {
        RandomKey at = key.child(step);
        double[] x0 = batches.batch(step);
        int[] t = TimestepSampler.STRATIFIED.draw(at.child("t"), 128, 50);
        StepReport report =
            network.update(
                new StepSettings(step, 1e-3, 0.99),
                learner ->
                    objective.losses(
                        learner, backend.compute().tensor(x0, batches.shape()), t, at));
        losses.add(report.read().loss());
      }
      List<double[]> weights = new ArrayList<>();
      network.writeTo(WeightPart.MODEL, array -> weights.add(array.values()));
      network.writeTo(WeightPart.AVERAGED, array -> weights.add(array.values()));
      return new Outcome(losses, weights);
    }
  }
}
