package dev.kakusan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store is held to. */
public interface BlobStoreContract {

  /** An empty store. */
  BlobStore store();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  default void whatWasPutIsGot() throws IOException {
    store().put("a/b.txt", bytes("one"));
    assertThat(store().get("a/b.txt")).isEqualTo(bytes("one"));
    assertThat(store().exists("a/b.txt")).isTrue();
    assertThat(store().exists("a")).isFalse();
  }

  @Test
  default void aPutReplacesAll() throws IOException {
    store().put("k", bytes("a longer text"));
    store().put("k", bytes("short"));
    assertThat(store().get("k")).isEqualTo(bytes("short"));
    store().put("k", new byte[0]);
    assertThat(store().get("k")).isEmpty();
  }

  @Test
  default void theCallersArrayIsItsOwn() throws IOException {
    byte[] mine = bytes("mine");
    store().put("k", mine);
    mine[0] = 'X';
    store().get("k")[1] = 'Y';
    assertThat(store().get("k")).isEqualTo(bytes("mine"));
  }

  @Test
  default void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> store().get("not/there"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("there");
  }

  @Test
  default void aListIsInOrderAndBelowItsPrefix() throws IOException {
    for (String key : new String[] {"b/2", "b/10", "a", "b/1", "bb/1", "c/d/e"}) {
      store().put(key, bytes(key));
    }
    assertThat(store().list("")).containsExactly("a", "b/1", "b/10", "b/2", "bb/1", "c/d/e");
    assertThat(store().list("b/")).containsExactly("b/1", "b/10", "b/2");
    assertThat(store().list("c/")).containsExactly("c/d/e");
    assertThat(store().list("nothing/")).isEmpty();
  }

  @Test
  default void deletingTwiceIsDeletingOnce() throws IOException {
    store().put("k", bytes("x"));
    store().delete("k");
    store().delete("k");
    assertThat(store().exists("k")).isFalse();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aLargeBlobComesBackWhole() throws IOException {
    byte[] large = new byte[5_000_001];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + (i >> 8));
    }
    store().put("large", large);
    assertThat(store().get("large")).isEqualTo(large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/./b", "a\\b"})
  default void aKeyThatIsNoRelativePathIsRefused(String key) {
    assertThatThrownBy(() -> store().put(key, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
