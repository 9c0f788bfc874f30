package dev.kakusan.it.box;

import org.junit.jupiter.api.extension.RegisterExtension;

@InContainers
final class CephFaultsContainerIT implements BoxBehaviour, StoreFaults {

  @RegisterExtension static final Box BOX = new Box(CephGateway::new);

  @Override
  public S3Server server() {
    return BOX.server();
  }
}
