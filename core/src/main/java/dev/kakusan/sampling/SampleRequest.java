package dev.kakusan.sampling;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;

/**
 * What to sample.
 *
 * @param count how many samples, at least 1
 * @param sampler which way
 * @param steps network calls for each sample, 1..T
 * @param eta DDIM's noise, in [0, 1]
 * @param clip whether each predicted x_0 is moved into [−1, 1]
 * @param batch how many samples at once; it changes no sample
 * @param key the i-th sample is a function of this key and i
 */
public record SampleRequest(
    int count, SamplerKind sampler, int steps, double eta, boolean clip, int batch, RandomKey key) {

  public SampleRequest {
    if (count < 1) {
      throw new InvalidInput("count must be at least 1, got " + count);
    }
    if (batch < 1) {
      throw new InvalidInput("batch must be at least 1, got " + batch);
    }
  }
}
