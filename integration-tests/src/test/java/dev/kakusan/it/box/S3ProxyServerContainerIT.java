package dev.kakusan.it.box;

import org.junit.jupiter.api.extension.RegisterExtension;

@InContainers
final class S3ProxyServerContainerIT implements ServerBehaviour {

  @RegisterExtension static final Box BOX = new Box(S3ProxyServer::new);

  @Override
  public S3Server server() {
    return BOX.server();
  }
}
