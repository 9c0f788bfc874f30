package dev.kakusan.storage.place;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.storage.s3.S3Settings;
import java.util.function.Consumer;

/** Exposes {@link Stores}, which chooses among the stores. */
public final class StoresModule extends PrivateModule {

  private final S3Settings s3;
  private final Consumer<String> notices;

  /** Settings and a listener as {@link Stores} takes them. */
  public StoresModule(S3Settings s3, Consumer<String> notices) {
    this.s3 = s3;
    this.notices = notices;
  }

  @Override
  protected void configure() {}

  @Provides
  @Exposed
  @Singleton
  Stores stores() {
    return new Stores(s3, notices);
  }
}
