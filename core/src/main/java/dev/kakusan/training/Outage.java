package dev.kakusan.training;

import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time for which a run's store cannot be reached: how long it may last, and what is told. */
final class Outage {

  /** What somebody who wants to stop will wait. */
  static final Duration PATIENCE_AFTER_A_STOP = Duration.ofSeconds(10);

  private final String location;
  private final Duration patience;
  private final StopSignal stop;
  private final ProgressObserver observer;
  private volatile boolean now;

  Outage(String location, Duration patience, StopSignal stop, ProgressObserver observer) {
    this.location = location;
    this.patience = patience;
    this.stop = stop;
    this.observer = observer;
  }

  boolean isNow() {
    return now;
  }

  /**
   * Something could not be stored.
   *
   * @param began {@link System#nanoTime} of the first try
   */
  void goesOn(StoreException e, long began) {
    boolean news = !now;
    now = true;
    if (news) {
      observer.on(
          new ProgressEvent.Note(
              e.getMessage()
                  + "; training goes on for up to "
                  + patience.toSeconds()
                  + " s without it"));
    }
    observer.on(new ProgressEvent.Store("store out of reach for " + seconds(began) + " s", false));
  }

  /** Something was stored. */
  void ends(long began) {
    if (now) {
      now = false;
      observer.on(new ProgressEvent.Store("", true));
      observer.on(
          new ProgressEvent.Note(location + " answers again after " + seconds(began) + " s"));
    }
  }

  boolean outlastsPatience(long began) {
    Duration most =
        stop.requested() && patience.compareTo(PATIENCE_AFTER_A_STOP) > 0
            ? PATIENCE_AFTER_A_STOP
            : patience;
    return System.nanoTime() - began > most.toNanos();
  }

  StoreException givenUp(StoreException e, long began) {
    return new StoreException(e.getMessage() + "; gave up after " + seconds(began) + " s", e);
  }

  private static long seconds(long began) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }
}
