package dev.kakusan.it.box;

import java.nio.file.Path;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** S3Proxy before a folder of its container: after a restart it has what it had. */
final class S3ProxyServer extends BoxedServer {

  /** The build has put the jar there. */
  private static final ImageFromDockerfile IMAGE =
      image("s3proxy").withFileFromPath("s3proxy.jar", Path.of("target", "docker", "s3proxy.jar"));

  S3ProxyServer() {
    super(IMAGE);
  }
}
