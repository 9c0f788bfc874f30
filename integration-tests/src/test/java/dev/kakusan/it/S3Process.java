package dev.kakusan.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * An S3 server, S3Proxy, in a process of its own: it can be killed, paused and started again, and
 * what it holds lies in a folder, where a test reads it without Kakusan.
 */
final class S3Process implements AutoCloseable {

  static final String BUCKET = "bucket";

  private static final Path JAR = Path.of("target", "docker", "s3proxy.jar").toAbsolutePath();
  private static final int STARTS_WITHIN_SECONDS = 60;

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts with one empty bucket. */
  S3Process(Path folder) {
    this.folder = folder;
    this.port = freePort();
    makeBucket();
    this.process = started();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeBucket() {
    try {
      Files.createDirectories(objects());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process started() {
    try {
      Path settings = folder.resolve("s3proxy.properties");
      Files.writeString(
          settings,
          String.join(
              "\n",
              "s3proxy.endpoint=" + url(),
              "s3proxy.authorization=aws-v2-or-v4",
              "s3proxy.identity=kakusan-access",
              "s3proxy.credential=kakusan-secret",
              "jclouds.provider=filesystem-nio2",
              "jclouds.filesystem.basedir=" + objects().getParent(),
              ""));
      Process started =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  JAR.toString(),
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.resolve("s3proxy.log").toFile()))
              .start();
      awaitAnswer(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    long end = System.nanoTime() + STARTS_WITHIN_SECONDS * 1_000_000_000L;
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (!started.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "S3Proxy does not start: " + Files.readString(folder.resolve("s3proxy.log")), e);
        }
        CommandLineProcess.pause(50);
      }
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The folder that holds the bucket's objects, each a file at its key. */
  Path objects() {
    return folder.resolve("data").resolve(BUCKET);
  }

  /** What a command finds the server by, at its own address or a relay's. */
  static Map<String, String> environment(URI address, Path home) {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", address.toString(),
        "AWS_ACCESS_KEY_ID", "kakusan-access",
        "AWS_SECRET_ACCESS_KEY", "kakusan-secret",
        "XDG_STATE_HOME", home.resolve("state").toString(),
        "XDG_CACHE_HOME", home.resolve("cache").toString());
  }

  /** Takes the bucket away with all in it, or as much as is there while the server writes to it. */
  void deleteBucket() {
    try {
      Folders.delete(objects());
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof DirectoryNotEmptyException
          || e.getCause() instanceof NoSuchFileException)) {
        throw e;
      }
    }
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  void restart() {
    process = started();
  }

  void pause() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    if (!CommandLineProcess.worksHere("kill", "-" + name, Long.toString(process.pid()))) {
      throw new AssertionError("cannot send " + name + " to S3Proxy");
    }
  }

  @Override
  public void close() {
    kill();
  }
}
