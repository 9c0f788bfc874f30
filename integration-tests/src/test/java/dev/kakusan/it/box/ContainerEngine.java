package dev.kakusan.it.box;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a container engine should be, and whether it is. Testcontainers looks harder, for minutes;
 * this asks once.
 *
 * @param host {@code unix:///path} or {@code tcp://name:port}, as in {@code DOCKER_HOST}
 */
record ContainerEngine(URI host) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int DEFAULT_PORT = 2375;

  /** What {@code DOCKER_HOST} names, else Docker's own place. */
  static ContainerEngine configured(Map<String, String> environment) {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    return new ContainerEngine(URI.create(host.isBlank() ? "unix:///var/run/docker.sock" : host));
  }

  /** Whether it answers a ping within two seconds. */
  boolean answers() {
    try {
      return switch (String.valueOf(host.getScheme())) {
        case "unix" -> pong(UnixDomainSocketAddress.of(Path.of(host.getPath())));
        case "tcp" -> accepts(new InetSocketAddress(host.getHost(), port()));
        default -> true; // for Testcontainers to judge
      };
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private int port() {
    return host.getPort() < 0 ? DEFAULT_PORT : host.getPort();
  }

  /** No ping here: behind a TCP port TLS may be spoken. */
  private static boolean accepts(InetSocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(address, (int) PATIENCE.toMillis());
      return true;
    }
  }

  private static boolean pong(SocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(address);
      channel.write(
          ByteBuffer.wrap(
              "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      if (selector.select(PATIENCE.toMillis()) == 0) {
        return false;
      }
      ByteBuffer answer = ByteBuffer.allocate(256);
      channel.read(answer);
      String status = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      return status.startsWith("HTTP/1.") && status.contains(" 200 ");
    }
  }

  @Override
  public String toString() {
    return host.toString();
  }
}
