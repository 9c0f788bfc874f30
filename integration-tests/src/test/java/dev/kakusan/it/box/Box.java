package dev.kakusan.it.box;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for the tests of one class: started before the first, removed after the last. */
final class Box implements BeforeAllCallback, AfterAllCallback {

  private final Supplier<S3Server> start;
  private @Nullable S3Server server;

  Box(Supplier<S3Server> start) {
    this.start = start;
  }

  S3Server server() {
    if (server == null) {
      throw new IllegalStateException("the server runs only while tests of its class do");
    }
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = start.get();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null) {
      server.close();
    }
  }
}
