package dev.kakusan.training;

import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Run;
import dev.kakusan.storage.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts away what a run leaves behind, on a thread of its own and in order, so that training waits
 * for no store. One checkpoint is under way at a time; training waits only where the next one comes
 * before that is done. While the store cannot be reached training goes on for as long as its terms
 * allow: the newest checkpoint is kept in the run's refuge, takes the place of those that wait, and
 * is stored when the store is back. Any other failure is thrown to training at its next call.
 */
final class Outbox implements AutoCloseable {

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /** Something to be stored. */
  @FunctionalInterface
  private interface Errand {
    void run() throws IOException;
  }

  private final Run run;
  private final Retention retention;
  private final StopSignal stop;
  private final ProgressObserver observer;
  private final Refuge refuge;
  private final Outage outage;
  private final ExecutorService writer;

  /** Guards the fields below; told whenever one of them changes. */
  private final Object changed = new Object();

  private @Nullable Snapshot waiting;
  private boolean saving;
  private @Nullable IOException failure;
  private @Nullable RuntimeException bug;

  Outbox(
      Run run, Retention retention, Duration patience, StopSignal stop, ProgressObserver observer) {
    this.run = run;
    this.retention = retention;
    this.outage = new Outage(run.location(), patience, stop, observer);
    this.stop = stop;
    this.observer = observer;
    this.refuge = new Refuge(run, observer);
    this.writer =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "kakusan-outbox");
              thread.setDaemon(true);
              return thread;
            });
  }

  void metrics(Metrics line) throws IOException {
    send(() -> untilStored(() -> run.addMetrics(line)));
  }

  void flushMetrics() throws IOException {
    send(() -> untilStored(run::flushMetrics));
  }

  void preview(String fileName, byte[] picture) throws IOException {
    send(() -> untilStored(() -> run.savePreview(fileName, picture)));
  }

  /** Removes what a crash may have left of checkpoints that were never finished. */
  void sweep() throws IOException {
    send(() -> untilStored(() -> run.checkpoints().sweep()));
  }

  /**
   * Takes a checkpoint; waits while the one before is on its way to a store that can be reached.
   */
  void checkpoint(Snapshot snapshot) throws IOException {
    synchronized (changed) {
      if ((saving || waiting != null) && !outage.isNow()) {
        observer.on(new ProgressEvent.Store("waiting for the checkpoint before", true));
        while ((saving || waiting != null) && !outage.isNow() && failure == null && bug == null) {
          await(0);
        }
        if (!outage.isNow()) {
          observer.on(new ProgressEvent.Store("", true));
        }
      }
    }
    if (outage.isNow()) {
      refuge.keep(snapshot); // the writer may be in the middle of a try that takes long
    }
    synchronized (changed) {
      waiting = snapshot;
      changed.notifyAll();
    }
    send(this::storeWaiting);
  }

  private void send(Errand errand) throws IOException {
    throwFailure();
    writer.execute(() -> runToTheEnd(errand));
  }

  private void throwFailure() throws IOException {
    synchronized (changed) {
      if (bug != null) {
        throw bug;
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void runToTheEnd(Errand errand) {
    try {
      synchronized (changed) {
        if (failure != null || bug != null) {
          return;
        }
      }
      errand.run();
    } catch (IOException e) {
      fail(e, null);
    } catch (RuntimeException e) {
      fail(null, e);
    }
  }

  private void fail(@Nullable IOException e, @Nullable RuntimeException wrong) {
    synchronized (changed) {
      failure = e;
      bug = wrong;
      changed.notifyAll();
    }
  }

  private @Nullable Snapshot takeWaiting() {
    synchronized (changed) {
      Snapshot saved = waiting;
      waiting = null;
      saving |= saved != null;
      return saved;
    }
  }

  private @Nullable Snapshot peekWaiting() {
    synchronized (changed) {
      return waiting;
    }
  }

  private void storeWaiting() throws IOException {
    Snapshot saved = takeWaiting();
    if (saved != null) {
      try {
        store(saved);
      } finally {
        synchronized (changed) {
          saving = false;
          changed.notifyAll();
        }
      }
    }
  }

  /** Stores a checkpoint, or a newer one that comes while it cannot be stored. */
  private void store(Snapshot first) throws IOException {
    Snapshot[] newest = {first};
    untilStored(
        () -> {
          Snapshot newer = takeWaiting();
          if (newer != null) {
            newest[0] = newer;
          }
          newest[0].into(run.checkpoints());
        },
        () -> refuge.keep(newest[0]));
    observer.on(new ProgressEvent.CheckpointSaved(newest[0].step()));
    untilStored(() -> tidy(newest[0].step()));
  }

  private void tidy(long stored) throws IOException {
    CheckpointRepository checkpoints = run.checkpoints();
    if (!retention.keepsAll()) {
      checkpoints.retain(retention.of(checkpoints.steps()));
    }
    refuge.leave(stored);
  }

  private void untilStored(Errand errand) throws IOException {
    untilStored(errand, () -> {});
  }

  /**
   * Repeats an errand for as long as the store cannot be reached.
   *
   * @param whileOutOfReach is done after each failure
   */
  private void untilStored(Errand errand, Runnable whileOutOfReach) throws IOException {
    long began = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        errand.run();
        outage.ends(began);
        return;
      } catch (StoreException e) {
        outage.goesOn(e, began);
        synchronized (changed) {
          changed.notifyAll();
        }
        whileOutOfReach.run();
        refuge.keep(peekWaiting());
        if (outage.outlastsPatience(began)) {
          throw outage.givenUp(e, began);
        }
        synchronized (changed) {
          await(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /**
   * What training that ends by a failure of this class's throws: its last state is kept in the
   * refuge, where there is one.
   */
  StoreException farewell(StoreException e, Snapshot last) {
    refuge.keep(last);
    return new StoreException(e.getMessage() + refuge.inWords(), e);
  }

  /** Waits for a change, at most so long; 0 waits for ever. Called with the lock held. */
  @SuppressWarnings("WaitNotInLoop") // who calls it looks again
  private void await(long millis) throws InterruptedIOException {
    try {
      changed.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + run.location());
    }
  }

  /** Waits until everything is stored. */
  void finish() throws IOException {
    throwFailure();
    drain();
    throwFailure();
  }

  /** Lets what is under way end, as {@link #finish} does, but says nothing of failures. */
  @Override
  public void close() {
    try {
      drain();
    } catch (IOException e) {
      // Told by finish, or of less weight than what ended training.
    }
  }

  private void drain() throws IOException {
    writer.shutdown();
    try {
      long stopped = 0;
      while (!writer.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        if (stop.requested() && outage.isNow()) {
          stopped = stopped == 0 ? System.nanoTime() : stopped;
          if (System.nanoTime() - stopped > Outage.PATIENCE_AFTER_A_STOP.toNanos()) {
            abandon();
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + run.location());
    }
  }

  /** Gives a try up that takes longer than somebody who wants to stop will wait. */
  private void abandon() throws IOException, InterruptedException {
    writer.shutdownNow();
    writer.awaitTermination(1, TimeUnit.SECONDS);
    throw new StoreException(
        run.location() + " cannot be reached", new InterruptedIOException("stopped"));
  }
}
