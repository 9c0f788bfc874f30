package dev.kakusan.storage;

final class MemoryBlobStoreTest implements BlobStoreContract {

  private final BlobStore store = new MemoryBlobStore();

  @Override
  public BlobStore store() {
    return store;
  }
}
