package dev.kakusan.training;

/** A loss was no longer a finite number; nothing after the last good checkpoint was saved. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DivergedException(long step, double loss, double gradientNorm, double rate, long checkpoint) {
    super(
        String.format(
            "the loss became %s (gradient norm %s) at step %d with learning rate %.3g; %s",
            loss,
            gradientNorm,
            step,
            rate,
            checkpoint == 0
                ? "no checkpoint had been written"
                : "the last good checkpoint is that of step " + checkpoint));
  }
}
