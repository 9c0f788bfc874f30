package dev.kakusan.sampling;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.SamplingSteps;

/** Use case: draws samples from a trained network. */
public final class SampleModel {

  private final ReverseProcess reverse;
  private final Shape example;
  private final ProgressObserver observer;

  /**
   * @param reverse the model's process, on all T steps
   * @param example the shape of one example
   */
  public SampleModel(ReverseProcess reverse, Shape example, ProgressObserver observer) {
    this.reverse = reverse;
    this.example = example;
    this.observer = observer;
  }

  /** Sees the state after each step: x_{k−1} of the samples first..first+B−1. */
  @FunctionalInterface
  public interface Trace {
    Trace NONE = (first, k, x) -> {};

    void after(int first, int k, Tensor x);
  }

  /** The samples in the model's units, row-major [count, …]. */
  public double[] run(Denoiser network, SampleRequest request, Trace trace) {
    int d = example.size();
    double[] samples = new double[Math.multiplyExact(request.count(), d)];
    for (int first = 0; first < request.count(); first += request.batch()) {
      int n = Math.min(request.batch(), request.count() - first);
      int from = first;
      double[] batch = compute().tidied(() -> chain(network, request, from, n, trace).toDoubles());
      System.arraycopy(batch, 0, samples, first * d, n * d);
    }
    return samples;
  }

  private Tensor chain(Denoiser network, SampleRequest request, int first, int n, Trace trace) {
    int total = reverse.forward().schedule().steps();
    int[] times = rising(SamplingSteps.evenly(total, request.steps()));
    Sampler sampler = request.sampler().on(respaced(times, request.clip()), request.eta());
    Denoiser atTimes = (x, k) -> network.predict(x, lookUp(times, k));
    Tensor start = noise(request.key(), first, n, "start", 0);
    return compute()
        .fold(
            start,
            SamplingSteps.all(times.length),
            (x, k) -> {
              Tensor next =
                  sampler.step(atTimes, x, k, () -> noise(request.key(), first, n, "step", k));
              trace.after(first, k, next);
              observer.on(
                  new ProgressEvent.Sampling(
                      (long) first * times.length + (long) (times.length - k + 1) * n,
                      (long) request.count() * times.length));
              return next;
            });
  }

  private ReverseProcess respaced(int[] times, boolean clip) {
    ForwardProcess forward =
        new ForwardProcess(reverse.forward().schedule().respaced(times), compute());
    return new ReverseProcess(forward, reverse.parameterization(), reverse.variance(), clip);
  }

  private Tensor noise(RandomKey key, int first, int n, String role, int k) {
    int d = example.size();
    double[] draws = new double[n * d];
    for (int i = 0; i < n; i++) {
      key.child(first + i).child(role).child(k).gaussians(draws, i * d, d);
    }
    return compute().tensor(draws, example.batchOf(n));
  }

  private Compute compute() {
    return reverse.forward().compute();
  }

  private static int[] lookUp(int[] times, int[] k) {
    int[] t = new int[k.length];
    for (int i = 0; i < k.length; i++) {
      t[i] = times[k[i] - 1];
    }
    return t;
  }

  private static int[] rising(int[] falling) {
    int[] times = new int[falling.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = falling[times.length - 1 - i];
    }
    return times;
  }
}
