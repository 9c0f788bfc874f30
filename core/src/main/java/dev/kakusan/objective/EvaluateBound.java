package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.PixelScaling;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.Belief;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;

/**
 * Use case: the ledger of a trained network on a data set. The noise of a term is a function of the
 * key, the example's index, t and the draw's number, so batches change nothing beyond rounding.
 */
public final class EvaluateBound {

  private final ReverseProcess reverse;
  private final BoundTerms bound;
  private final ProgressObserver observer;

  public EvaluateBound(ReverseProcess reverse, Decoder decoder, ProgressObserver observer) {
    this.reverse = reverse;
    this.bound = new BoundTerms(reverse.forward(), reverse.variance(), decoder);
    this.observer = observer;
  }

  /**
   * @param examples how many of the data set's first examples, at least 1
   * @param selection which times for each example
   * @param draws of noise for each (example, t), at least 1
   * @param batch how many terms at once
   */
  public record Request(
      int examples, TermSelection selection, int draws, int batch, RandomKey key) {

    public Request {
      if (examples < 1) {
        throw new InvalidInput("limit must be at least 1, got " + examples);
      }
      if (draws < 1) {
        throw new InvalidInput("draws must be at least 1, got " + draws);
      }
      if (batch < 1) {
        throw new InvalidInput("batch must be at least 1, got " + batch);
      }
    }
  }

  /** The ledger over the first {@code request.examples()} examples. */
  public Ledger run(Denoiser network, Dataset data, Request request) {
    Shape example = data.descriptor().shape();
    int n = Math.min(request.examples(), data.size());
    LedgerSums sums = new LedgerSums(n, example.size(), reverse.forward().schedule().steps());
    PixelScaling scaling = new PixelScaling(data.descriptor().levels());
    Draws pending = new Draws(network, example, request, sums);
    long perExample = (long) (1 + strata(request)) * request.draws();
    for (int i = 0; i < n; i++) {
      double[] x0 = new double[example.size()];
      data.copy(i, x0, 0);
      for (int j = 0; j < x0.length; j++) {
        x0[j] = scaling.toModel(x0[j]);
      }
      sums.prior(i, bound.prior(x0));
      RandomKey key = request.key().child(i);
      for (int draw = 0; draw < request.draws(); draw++) {
        pending.add(i, x0, 1, 1, key.child(1).child(draw));
        if (strata(request) > 0) {
          int[] times = request.selection().times(key.child("times").child(draw));
          for (int k = 0; k < times.length; k++) {
            int width = request.selection().width(k);
            pending.add(i, x0, times[k], width, key.child(times[k]).child(draw));
          }
        }
      }
      observer.on(new ProgressEvent.Evaluating((i + 1) * perExample, n * perExample));
    }
    pending.flush();
    return sums.ledger();
  }

  private int strata(Request request) {
    return reverse.forward().schedule().steps() == 1 ? 0 : request.selection().strata();
  }

  /** Terms waiting for a full batch. */
  private final class Draws {
    private final Denoiser network;
    private final Shape example;
    private final LedgerSums sums;
    private final double drawShare;
    private final double[] x0;
    private final double[] eps;
    private final int[] owner;
    private final int[] t;
    private final double[] weight;
    private int size;

    Draws(Denoiser network, Shape example, Request request, LedgerSums sums) {
      this.network = network;
      this.example = example;
      this.sums = sums;
      this.drawShare = 1.0 / request.draws();
      this.x0 = new double[request.batch() * example.size()];
      this.eps = new double[x0.length];
      this.owner = new int[request.batch()];
      this.t = new int[request.batch()];
      this.weight = new double[request.batch()];
    }

    void add(int index, double[] values, int time, int width, RandomKey key) {
      int d = example.size();
      System.arraycopy(values, 0, x0, size * d, d);
      key.gaussians(eps, size * d, d);
      owner[size] = index;
      t[size] = time;
      weight[size] = width * drawShare;
      if (++size == t.length) {
        flush();
      }
    }

    void flush() {
      if (size == 0) {
        return;
      }
      int[] times = Arrays.copyOf(t, size);
      double[] terms = terms(times);
      for (int i = 0; i < size; i++) {
        sums.term(owner[i], times[i], terms[i], weight[i]);
      }
      size = 0;
    }

    private double[] terms(int[] times) {
      Compute compute = reverse.forward().compute();
      Shape shape = example.batchOf(times.length);
      return compute.tidied(
          () -> {
            Tensor data = compute.tensor(Arrays.copyOf(x0, shape.size()), shape);
            Tensor noise = compute.tensor(Arrays.copyOf(eps, shape.size()), shape);
            Tensor xt = reverse.forward().diffuse(data, times, noise);
            Belief belief = reverse.belief(network, xt, times);
            return bound.term(data, belief, times).toDoubles();
          });
    }
  }
}
