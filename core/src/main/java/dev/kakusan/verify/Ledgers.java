package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Ledgers by the use case that {@code evaluate} runs, and data for them. */
final class Ledgers {

  private Ledgers() {}

  static Ledger evaluate(
      ReverseProcess reverse,
      Decoder decoder,
      Denoiser network,
      Dataset data,
      TermSelection selection) {
    RandomKey key = Subject.KEY.child("ledger");
    return new EvaluateBound(reverse, decoder, ProgressObserver.SILENT)
        .run(network, data, new EvaluateBound.Request(Integer.MAX_VALUE, selection, 1, 4000, key));
  }

  static Dataset draws(RandomKey key, KnownData law, int n) {
    UniformRandomProvider choice = key.child("which").generator();
    double[] normal = key.child("draws").gaussians(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      KnownData.Component from = law.components().get(0);
      if (choice.nextDouble() >= from.share()) {
        from = law.components().get(law.components().size() - 1);
      }
      values[i] = (float) (from.mean() + from.std() * normal[i]);
    }
    return dataset(values, 1, 0);
  }

  static Dataset dataset(float[] values, int dimensions, int levels) {
    int[] labels = new int[values.length / dimensions];
    Arrays.fill(labels, -1);
    return InMemoryDataset.of(
        "verify", Split.TEST, Shape.of(dimensions), levels, 0, values, labels);
  }
}
