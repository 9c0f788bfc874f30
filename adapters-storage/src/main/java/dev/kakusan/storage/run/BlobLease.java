package dev.kakusan.storage.run;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Claim;
import dev.kakusan.storage.NotTheWriterException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lease as blobs. {@code lease/N.lease} names its holder and is put only where it is absent; of
 * several the one with the greatest N holds. The holder puts {@code lease/N.beat} anew, again and
 * again. Whoever wants the lease and sees the same beat for the whole lapse, by its own watch, puts
 * N+1; no clock of two machines is ever compared. Where the holder is known to have ended nobody
 * waits. Given back, the lease leaves nothing.
 */
final class BlobLease implements Claim {

  private static final String FOLDER = "lease/";
  private static final String LEASE = ".lease";
  private static final String BEAT = ".beat";
  private static final int BEATS_IN_A_LAPSE = 6;
  private static final int ATTEMPTS_TO_GIVE_BACK = 3;

  private final BlobStore store;
  private final LeaseOwner owner;
  private final long lapseNanos;
  private final long number;
  private final boolean contested;
  private final ScheduledExecutorService heart;
  private final Future<?> beating;
  private long beats;
  private volatile long seenHeldAt;
  private volatile @Nullable String lostTo;
  private volatile boolean givenBack;

  private BlobLease(BlobStore store, LeaseOwner owner, long number, boolean contested)
      throws IOException {
    this.store = store;
    this.owner = owner;
    this.lapseNanos = TimeUnit.MILLISECONDS.toNanos(owner.lapseMillis());
    this.number = number;
    this.contested = contested;
    this.seenHeldAt = System.nanoTime();
    beat();
    heart = Executors.newSingleThreadScheduledExecutor(BlobLease::thread);
    long period = lapseNanos / BEATS_IN_A_LAPSE;
    beating = heart.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.NANOSECONDS);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "kakusan-lease");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes the lease, if need be after waiting for it to lapse.
   *
   * @throws InvalidInput where its holder gives a sign
   */
  static BlobLease take(BlobStore store, Duration lapse, Consumer<String> notes)
      throws IOException {
    LeaseOwner me = LeaseOwner.here(lapse.toMillis());
    Watch watch = new Watch(store, notes);
    while (true) {
      List<String> before = store.list(FOLDER);
      Optional<String> top = top(before);
      Watch.Verdict verdict = top.isEmpty() ? Watch.Verdict.FREE : watch.look(top.get());
      if (verdict == Watch.Verdict.WAIT) {
        pause(Math.max(1, lapse.toMillis() / 20));
        continue;
      }
      long number = top.map(BlobLease::number).orElse(0L) + 1;
      if (!store.putIfAbsent(key(number, LEASE), yaml(me))) {
        continue; // somebody was quicker: see who
      }
      // Others may have come in between: those see this one, or this one sees them.
      List<String> unseen = leases(store.list(FOLDER));
      unseen.removeAll(leases(before));
      unseen.remove(key(number, LEASE));
      if (!unseen.isEmpty()) {
        store.delete(key(number, LEASE));
        pause(1 + ThreadLocalRandom.current().nextLong(lapse.toMillis() / 10 + 1));
        continue;
      }
      for (String old : before) {
        store.delete(old);
      }
      return new BlobLease(store, me, number, verdict == Watch.Verdict.LAPSED);
    }
  }

  /** Sees whether the holder of a lease gives signs. */
  private static final class Watch {

    enum Verdict {
      FREE,
      WAIT,
      LAPSED
    }

    private final BlobStore store;
    private final Consumer<String> notes;
    private String watched = "";
    private String beat = "";
    private long since;

    Watch(BlobStore store, Consumer<String> notes) {
      this.store = store;
      this.notes = notes;
    }

    Verdict look(String lease) throws IOException {
      Optional<LeaseOwner> holder = holder(store, lease);
      if (holder.isEmpty()) {
        return Verdict.WAIT; // just given back
      }
      if (holder.get().ended()) {
        return Verdict.FREE;
      }
      String now = text(store, lease.replace(LEASE, BEAT)).orElse("");
      if (!lease.equals(watched)) {
        watched = lease;
        beat = now;
        since = System.nanoTime();
        notes.accept(
            String.format(
                "%s is held by %s; waiting up to %d s to see whether it is alive",
                store.location(),
                holder.get().inWords(),
                (holder.get().lapseMillis() + 999) / 1000));
      }
      if (!now.equals(beat)) {
        throw new InvalidInput(
            String.format(
                "%s is being written by %s; stop that one first, or give another --run",
                store.location(), holder.get().inWords()));
      }
      long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
      return waited > holder.get().lapseMillis() ? Verdict.LAPSED : Verdict.WAIT;
    }
  }

  private void renew() {
    try {
      verify();
      if (lostTo == null) {
        beat();
      }
    } catch (IOException | RuntimeException e) {
      // The store is out of reach: the next beat tries again, and a write asks for itself.
    }
  }

  private synchronized void beat() throws IOException {
    beats++;
    store.put(key(number, BEAT), (owner.id() + " " + beats).getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the lease again. */
  private void verify() throws IOException {
    long asked = System.nanoTime();
    Optional<String> top = top(store.list(FOLDER));
    Optional<LeaseOwner> holder = top.isEmpty() ? Optional.empty() : holder(store, top.get());
    if (holder.isPresent() && holder.get().id().equals(owner.id())) {
      seenHeldAt = asked;
    } else {
      lostTo = holder.map(LeaseOwner::inWords).orElse("another process");
    }
  }

  @Override
  public void requireHeld() throws IOException {
    if (givenBack) {
      return; // what is written now is written without a claim
    }
    if (lostTo == null && System.nanoTime() - seenHeldAt > lapseNanos / 2) {
      verify();
    }
    if (lostTo != null) {
      throw new NotTheWriterException(
          String.format(
              "%s was taken over by %s, as this process gave no sign for %d s; it writes nothing"
                  + " more",
              store.location(), lostTo, (owner.lapseMillis() + 999) / 1000));
    }
  }

  @Override
  public boolean contested() {
    return contested;
  }

  @Override
  public void close() {
    beating.cancel(false);
    heart.shutdown();
    try {
      heart.awaitTermination(5, TimeUnit.SECONDS);
      for (int attempt = 1; attempt <= ATTEMPTS_TO_GIVE_BACK && !givenBack; attempt++) {
        givenBack = gaveBack();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean gaveBack() {
    try {
      verify();
      if (lostTo == null) {
        store.delete(key(number, BEAT));
        store.delete(key(number, LEASE));
      }
      return lostTo == null;
    } catch (IOException e) {
      return false; // it lapses by itself
    }
  }

  private static Optional<LeaseOwner> holder(BlobStore store, String lease) throws IOException {
    Optional<String> text = text(store, lease);
    try {
      return text.map(yaml -> LeaseOwner.of(SettingsYaml.read(yaml, lease)));
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          store.location() + "/" + lease + " is damaged; delete it if nobody trains this run", e);
    }
  }

  private static Optional<String> text(BlobStore store, String key) throws IOException {
    try {
      return Optional.of(new String(store.get(key), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static byte[] yaml(LeaseOwner owner) {
    return SettingsYaml.write(owner.toMap()).getBytes(StandardCharsets.UTF_8);
  }

  private static String key(long number, String ending) {
    return String.format("%s%08d%s", FOLDER, number, ending);
  }

  private static long number(String lease) {
    return Long.parseLong(lease.substring(FOLDER.length(), lease.length() - LEASE.length()));
  }

  private static List<String> leases(List<String> keys) {
    return new ArrayList<>(
        keys.stream().filter(k -> k.matches("lease/\\d{8,18}\\.lease")).toList());
  }

  private static Optional<String> top(List<String> keys) {
    List<String> leases = leases(keys);
    return leases.isEmpty() ? Optional.empty() : Optional.of(leases.get(leases.size() - 1));
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lease of a run");
    }
  }
}
