package dev.kakusan.it.box;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.BlobStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

@InContainers
final class S3ProxyContainerIT implements BlobStoreContract {

  @RegisterExtension static final Box BOX = new Box(S3ProxyServer::new);

  private Stores stores;
  private BlobStore store;

  @BeforeEach
  void open() {
    stores = Stores.standard(BOX.server());
    store = stores.empty();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public BlobStore store() {
    return store;
  }
}
