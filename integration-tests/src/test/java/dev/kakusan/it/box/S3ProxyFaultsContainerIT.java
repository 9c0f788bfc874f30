package dev.kakusan.it.box;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.storage.BlobStore;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@InContainers
final class S3ProxyFaultsContainerIT implements BoxBehaviour, StoreFaults {

  @RegisterExtension static final Box BOX = new Box(S3ProxyServer::new);

  @Override
  public S3Server server() {
    return BOX.server();
  }

  @Test
  @Timeout(120)
  void aPutWhileTheServerIsDownIsDoneWhenItIsBack() throws Exception {
    try (Stores stores = new Stores(server(), TIMEOUT, PERSISTENT)) {
      BlobStore store = stores.empty();
      store.put("before", new byte[] {1});
      server().kill();
      CompletableFuture<Void> back = CompletableFuture.runAsync(server()::restart);
      store.put("after", new byte[] {2});
      back.join();
      assertThat(store.list("")).containsExactly("after", "before");
      assertThat(store.get("before")).containsExactly(1);
    }
  }
}
