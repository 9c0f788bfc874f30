package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import java.util.Arrays;

/** How long a run is. */
public sealed interface Length {

  /** What of the run is done, in 0..1, after so many steps and seconds of training. */
  double fraction(long steps, double seconds);

  /**
   * Counted in steps.
   *
   * @param count at least 1
   */
  record Steps(long count) implements Length {
    public Steps {
      if (count < 1) {
        throw new InvalidInput("steps must be at least 1, got " + count);
      }
    }

    @Override
    public double fraction(long steps, double seconds) {
      return (double) steps / count;
    }
  }

  /**
   * By the clock, over all sessions of the run.
   *
   * @param count above 0
   */
  record Minutes(double count) implements Length {
    public Minutes {
      if (!(count > 0 && count < Double.POSITIVE_INFINITY)) {
        throw new InvalidInput("minutes must be above 0, got " + count);
      }
    }

    @Override
    public double fraction(long steps, double seconds) {
      return seconds / (60 * count);
    }
  }

  /** The length that the settings state; epochs become steps once the data's size is known. */
  static Length of(Settings settings, int examples, int batchSize) {
    long given =
        Arrays.stream(Setting.values()).filter(s -> s.isLength() && settings.has(s)).count();
    if (given > 1) {
      throw new InvalidInput("give one of steps, epochs and minutes, got " + given + " of them");
    }
    if (settings.has(Setting.MINUTES)) {
      return new Minutes(settings.real(Setting.MINUTES));
    }
    if (settings.has(Setting.EPOCHS)) {
      double epochs = settings.real(Setting.EPOCHS);
      if (!(epochs > 0 && epochs < Double.POSITIVE_INFINITY)) {
        throw new InvalidInput("epochs must be above 0, got " + epochs);
      }
      return new Steps((long) Math.ceil(epochs * examples / batchSize));
    }
    if (settings.has(Setting.STEPS)) {
      return new Steps(settings.whole(Setting.STEPS));
    }
    throw new InvalidInput("a length is missing: give steps, epochs or minutes");
  }
}
