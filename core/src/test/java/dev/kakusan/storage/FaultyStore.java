package dev.kakusan.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A store whose every operation first meets a fault, which may throw, wait, or let it pass. */
public final class FaultyStore implements BlobStore {

  /** What happens before an operation. */
  @FunctionalInterface
  public interface Fault {
    /**
     * Before an operation.
     *
     * @param operation the method's name
     */
    void before(String operation, String key) throws IOException;
  }

  private final BlobStore inner;
  private volatile Fault fault;

  public FaultyStore(BlobStore inner, Fault fault) {
    this.inner = inner;
    this.fault = fault;
  }

  public void now(Fault other) {
    fault = other;
  }

  @Override
  public String location() {
    return inner.location();
  }

  @Override
  public void put(String key, Content content) throws IOException {
    fault.before("put", key);
    inner.put(key, content);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    fault.before("putIfAbsent", key);
    return inner.putIfAbsent(key, bytes);
  }

  @Override
  public InputStream open(String key, long from) throws IOException {
    fault.before("open", key);
    return inner.open(key, from);
  }

  @Override
  public boolean exists(String key) throws IOException {
    fault.before("exists", key);
    return inner.exists(key);
  }

  @Override
  public List<BlobEntry> entries(String prefix) throws IOException {
    fault.before("entries", prefix);
    return inner.entries(prefix);
  }

  @Override
  public void delete(String key) throws IOException {
    fault.before("delete", key);
    inner.delete(key);
  }

  @Override
  public void sweep() throws IOException {
    fault.before("sweep", "");
    inner.sweep();
  }
}
