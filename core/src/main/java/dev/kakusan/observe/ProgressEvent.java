package dev.kakusan.observe;

import java.io.IOException;

/** Something that happened in long work. */
public sealed interface ProgressEvent {

  /** A note to the person watching, on a line of its own. */
  record Note(String text) implements ProgressEvent {}

  /**
   * A training step was measured.
   *
   * @param step the last step done
   * @param fraction of the whole plan done, 0..1
   * @param secondsLeft of training, as far as can be told
   * @param metrics what was measured since the measurement before
   */
  record Training(long step, double fraction, double secondsLeft, Metrics metrics)
      implements ProgressEvent {}

  /**
   * One line of a run's metrics.
   *
   * @param step the last step of the window
   * @param loss mean over the window
   * @param gradientNorm of the last step, before clipping
   * @param learningRate of the last step
   * @param imagesPerSecond over the window
   */
  record Metrics(
      long step, double loss, double gradientNorm, double learningRate, double imagesPerSecond) {}

  /** A checkpoint stands. */
  record CheckpointSaved(long step) implements ProgressEvent {}

  /**
   * The store that a run lies in takes its time.
   *
   * @param state in words; empty where all is well again
   * @param reached whether it answers at all
   */
  record Store(String state, boolean reached) implements ProgressEvent {}

  /**
   * Samples of the averaged weights in training.
   *
   * @param samples in the model's units, row-major
   * @param keeper stores a picture of them with the run
   */
  record Preview(long step, double[] samples, PictureKeeper keeper) implements ProgressEvent {}

  /** Stores a picture. */
  @FunctionalInterface
  interface PictureKeeper {
    void keep(byte[] png) throws IOException;
  }

  /** So many network calls of so many, counted in single examples. */
  record Sampling(long done, long total) implements ProgressEvent {}

  /** So many network calls of so many, counted in single examples. */
  record Evaluating(long done, long total) implements ProgressEvent {}

  /**
   * A claim is about to be checked.
   *
   * @param claim its id; empty when all are done
   * @param done how many claims were checked before it
   */
  record Verifying(String claim, long done, long total) implements ProgressEvent {}
}
