package dev.kakusan.djl;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Threads that work on the parts of a batch side by side, each with operations of one thread; the
 * caller, who is the thread that made the crew, is one of them. That keeps every processor busy
 * through a whole pass. Threads within each operation meet at its end, hundreds of times a step,
 * and to wake one that sleeps costs more than a small operation takes, above all in a virtual
 * machine.
 */
final class Crew implements AutoCloseable {

  private final int size;
  private final List<CrewMember> others = new ArrayList<>();

  /**
   * @param size how many threads, at least 1
   */
  Crew(int size) {
    this.size = size;
    JniUtils.setNumThreads(1);
    for (int i = 1; i < size; i++) {
      others.add(new CrewMember("kakusan-crew-" + i));
    }
  }

  int size() {
    return size;
  }

  /**
   * The results of {@code work} for 0..parts−1, in that order, gradients recorded or not. Returns
   * when every part has ended, also where one fails.
   *
   * @param parts at most {@link #size}
   */
  <T> List<T> each(int parts, boolean recording, IntFunction<T> work) {
    List<Part<T>> all = new ArrayList<>();
    for (int k = 0; k < parts; k++) {
      all.add(new Part<>(k, recording, work));
    }
    for (int k = 1; k < parts; k++) {
      others.get(k - 1).take(all.get(k));
    }
    boolean before = JniUtils.isGradMode();
    all.get(0).run();
    JniUtils.setGradMode(before);
    for (int k = 1; k < parts; k++) {
      others.get(k - 1).awaitIdle();
    }
    return all.stream().map(Part::result).toList();
  }

  /** Runs work that cannot be parted: on the caller, its operations spread over all threads. */
  <T> T together(Supplier<T> work) {
    JniUtils.setNumThreads(size);
    try {
      return work.get();
    } finally {
      JniUtils.setNumThreads(1);
    }
  }

  /** One part's work and what came of it. */
  private static final class Part<T> implements Runnable {
    private final int number;
    private final boolean recording;
    private final IntFunction<T> work;
    private final List<T> result = new ArrayList<>(1);
    private Throwable failure = new IllegalStateException("not run");

    Part(int number, boolean recording, IntFunction<T> work) {
      this.number = number;
      this.recording = recording;
      this.work = work;
    }

    @Override
    public void run() {
      try {
        JniUtils.setNumThreads(1); // of this thread's operations
        JniUtils.setGradMode(recording);
        result.add(work.apply(number));
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    T result() {
      if (!result.isEmpty()) {
        return result.get(0);
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    others.forEach(CrewMember::close);
  }
}
