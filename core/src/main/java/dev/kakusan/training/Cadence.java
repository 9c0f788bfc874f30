package dev.kakusan.training;

/**
 * How often a run does what is not training, in steps; 0 is never.
 *
 * @param checkpointEvery steps between checkpoints; one is written at the end anyway
 * @param previewEvery steps between previews
 * @param logEvery steps between measurements, at least 1
 */
public record Cadence(int checkpointEvery, int previewEvery, int logEvery) {

  boolean checkpointDue(long step) {
    return checkpointEvery > 0 && step % checkpointEvery == 0;
  }

  boolean previewDue(long step) {
    return previewEvery > 0 && step % previewEvery == 0;
  }

  boolean logDue(long step) {
    return step % logEvery == 0;
  }
}
