package dev.kakusan.it.box;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.HttpWaitStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A server in a container of its own, on a port of this machine that outlasts a restart. */
abstract class BoxedServer implements S3Server {

  /** What both images are built with. */
  private static final String ACCESS_KEY = "kakusan-access";

  private static final String SECRET_KEY = "kakusan-secret";

  /** The port inside the container. */
  private static final int PORT = 8080;

  /**
   * Any answer will do: what the servers say to a stranger at the root differs, when they say it
   * does not.
   */
  private static final HttpWaitStrategy ANSWERS =
      Wait.forHttp("/").forPort(PORT).forStatusCodeMatching(status -> status < 500);

  private final GenericContainer<?> container;
  private final int port;
  private boolean paused;

  BoxedServer(ImageFromDockerfile image) {
    port = freePort();
    container =
        new GenericContainer<>(image)
            .withExposedPorts(PORT)
            .waitingFor(ANSWERS.withStartupTimeout(Duration.ofMinutes(1)));
    container.setPortBindings(List.of(port + ":" + PORT));
    container.start();
  }

  /**
   * An image of {@code src/test/docker/<folder>}. It stays when the tests end, under a name of its
   * own, so that only the first run ever builds it.
   */
  static ImageFromDockerfile image(String folder) {
    return new ImageFromDockerfile("kakusan-test-" + folder, false)
        .withFileFromPath(".", Path.of("src", "test", "docker", folder));
  }

  /** Decided here, for Docker would pick another one at each start. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  @Override
  public final URI endpoint() {
    return URI.create("http://" + container.getHost() + ":" + port);
  }

  @Override
  public final String accessKey() {
    return ACCESS_KEY;
  }

  @Override
  public final String secretKey() {
    return SECRET_KEY;
  }

  @Override
  public final void pause() {
    docker().pauseContainerCmd(container.getContainerId()).exec();
    paused = true;
  }

  @Override
  public final void unpause() {
    docker().unpauseContainerCmd(container.getContainerId()).exec();
    paused = false;
  }

  @Override
  public final void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
    docker().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
  }

  @Override
  public final void restart() {
    docker().startContainerCmd(container.getContainerId()).exec();
    ANSWERS.waitUntilReady(container);
  }

  @Override
  public final void close() {
    if (paused) {
      unpause(); // a paused container cannot be removed
    }
    container.stop();
  }
}
