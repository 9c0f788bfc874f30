package dev.kakusan.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A relay before a server of HTTP that can fail in the ways networks and servers do. It passes all
 * on until it is told otherwise, and may be told at any time; each fault says how long it lasts.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Pattern REQUEST = Pattern.compile("^(GET|PUT|POST|HEAD|DELETE) ");
  private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");

  private final InetSocketAddress server;
  private final InetSocketAddress mine;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Limit up = new Limit();
  private final Limit down = new Limit();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile ServerSocket listening;
  private volatile boolean black;
  private volatile long delayMillis;
  private volatile String canned = "";
  private final AtomicInteger cannedLeft = new AtomicInteger();
  private volatile @Nullable String matching;

  /** A relay on a free port of this machine, for {@code http://host:port}. */
  public FaultProxy(URI server) throws IOException {
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.mine = new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    accept(listening);
  }

  /** Where clients find it; stays the same. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + mine.getPort());
  }

  /** Connections taken so far. */
  public int connections() {
    return connections.get();
  }

  /** Passes all on again, and takes connections if it did not. */
  public void pass() throws IOException {
    up.cut(0, 0);
    down.cut(0, 0);
    delayMillis = 0;
    cannedLeft.set(0);
    matching = null;
    if (black) {
      black = false;
      dropAll();
    }
    if (listening.isClosed()) {
      ServerSocket again = new ServerSocket();
      again.setReuseAddress(true);
      again.bind(mine);
      listening = again;
      accept(again);
    }
  }

  /** Takes connections and bytes, and gives nothing back. */
  public void blackHole() {
    black = true;
  }

  /** Breaks all connections and refuses new ones. */
  public void refuse() throws IOException {
    listening.close();
    dropAll();
  }

  /** Resets a connection after so many bytes to the server; so many times. */
  public void resetUpstreamAfter(long bytes, int times) {
    up.cut(bytes, times);
  }

  /** Resets a connection after so many bytes from the server; so many times. */
  public void resetDownstreamAfter(long bytes, int times) {
    down.cut(bytes, times);
  }

  /** Waits before each chunk that it passes on. */
  public void delay(Duration perChunk) {
    delayMillis = perChunk.toMillis();
  }

  /** Answers the next requests itself, in the words of {@code status} such as 503 Slow Down. */
  public void answer(int times, String status, String type, String body, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    canned =
        text
            + "Content-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(type, body.length(), body);
    cannedLeft.set(times);
  }

  /** Answers with one of S3's errors. */
  public void answerError(int times, int status, String code, String... headers) {
    answer(
        times,
        status + " " + code,
        "application/xml",
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>canned</Message></Error>"
            .formatted(code),
        headers);
  }

  /** Limits {@link #answer} and the resets to requests whose first line contains this. */
  public void onlyFor(String part) {
    matching = part;
  }

  /** How many of the answers are still to be given. */
  public int answersLeft() {
    return cannedLeft.get();
  }

  @Override
  public void close() throws IOException {
    refuse();
  }

  /** Bytes after which a connection breaks, and how often yet. */
  private static final class Limit {
    private long bytes;
    private int times;

    synchronized void cut(long newBytes, int newTimes) {
      bytes = newBytes;
      times = newTimes;
    }

    /** How many bytes of a chunk still pass; -1 where all do. */
    synchronized int passing(long before, int chunk) {
      if (times == 0 || before + chunk < Math.max(1, bytes)) {
        return -1;
      }
      times--;
      return (int) Math.max(0, bytes - before);
    }
  }

  private void accept(ServerSocket from) {
    start(
        () -> {
          while (true) {
            Socket client = from.accept();
            connections.incrementAndGet();
            sockets.add(client);
            start(() -> new Connection(client).relay());
          }
        });
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void start(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | UncheckedIOException e) {
                // one of both sides has gone
              }
            },
            "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void dropAll() {
    sockets.forEach(FaultProxy::reset);
    sockets.clear();
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // closed already
    }
  }

  private final class Connection {

    private final Socket client;
    private final Socket target = new Socket();
    private volatile boolean matches = true;

    // Bytes of the present request and of its answer.
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    Connection(Socket client) {
      this.client = client;
    }

    void relay() throws IOException {
      try {
        target.connect(server, 2000);
        sockets.add(target);
        start(this::answers);
        requests();
      } finally {
        end();
      }
    }

    private void end() throws IOException {
      sockets.remove(client);
      sockets.remove(target);
      client.close();
      target.close();
    }

    private void breakOff() {
      reset(client);
      reset(target);
    }

    private void requests() throws IOException {
      byte[] chunk = new byte[32 << 10];
      InputStream in = client.getInputStream();
      OutputStream out = target.getOutputStream();
      for (int n; (n = in.read(chunk)) >= 0; ) {
        String text = new String(chunk, 0, n, StandardCharsets.ISO_8859_1);
        if (REQUEST.matcher(text).find()) {
          String part = matching;
          matches = part == null || text.lines().findFirst().orElse("").contains(part);
          sent.set(0);
          received.set(0);
          if (matches && takeAnswer()) {
            answer(text, in);
            return;
          }
        }
        waitAsTold();
        int passing = matches ? up.passing(sent.get(), n) : -1;
        out.write(chunk, 0, passing < 0 ? n : passing);
        sent.addAndGet(n);
        if (passing >= 0) {
          breakOff();
          return;
        }
      }
      target.shutdownOutput();
    }

    private boolean takeAnswer() {
      return cannedLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private void answer(String begun, InputStream in) throws IOException {
      String head = begun;
      while (!head.contains("\r\n\r\n")) {
        head += (char) in.read();
      }
      String names = head.toLowerCase(Locale.ROOT);
      Matcher length = LENGTH.matcher(names);
      if (length.find() && !names.contains("expect: 100-continue")) {
        long bodyRead = head.substring(head.indexOf("\r\n\r\n") + 4).length();
        in.skipNBytes(Long.parseLong(length.group(1)) - bodyRead);
      }
      client.getOutputStream().write(canned.getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().flush();
      client.shutdownOutput();
      in.skip(1 << 20); // let the client close first
    }

    private void answers() throws IOException {
      byte[] chunk = new byte[32 << 10];
      InputStream in = target.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n; (n = in.read(chunk)) >= 0; ) {
        waitAsTold();
        boolean goOn =
            new String(Arrays.copyOf(chunk, Math.min(n, 12)), StandardCharsets.ISO_8859_1)
                .equals("HTTP/1.1 100");
        int passing = matches && !goOn ? down.passing(received.get(), n) : -1;
        out.write(chunk, 0, passing < 0 ? n : passing);
        received.addAndGet(n);
        if (passing >= 0) {
          out.flush();
          breakOff();
          return;
        }
      }
      client.shutdownOutput();
    }

    private void waitAsTold() throws IOException {
      try {
        Thread.sleep(delayMillis);
        while (black) {
          Thread.sleep(10);
          if (client.isClosed()) {
            throw new IOException("gone");
          }
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
