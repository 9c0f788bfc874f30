package dev.kakusan.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest implements BlobStoreContract {

  @TempDir Path folder;

  @Override
  public BlobStore store() {
    return new FileBlobStore(folder.resolve("store"));
  }

  @Test
  void whatACrashLeftAsideIsNotListedAndGoesWithASweep() throws IOException {
    store().put("a/b", new byte[3]);
    Files.write(folder.resolve("store/a/.aside-1234"), new byte[2]);
    Files.createDirectories(folder.resolve("store/c/d"));
    Files.write(folder.resolve("store/c/d/.aside-5678"), new byte[2]);
    assertThat(store().list("")).containsExactly("a/b");
    store().sweep();
    assertThat(folder.resolve("store/a/.aside-1234")).doesNotExist();
    assertThat(folder.resolve("store/c")).doesNotExist();
    assertThat(store().list("")).containsExactly("a/b");
  }

  @Test
  void nothingIsMadeBeforeTheFirstPut() throws IOException {
    BlobStore store = store();
    assertThat(store.list("")).isEmpty();
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void aFileWhereAFolderIsWantedIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    assertThatThrownBy(() -> new FileBlobStore(file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(file + " is a file");
  }

  @Test
  void aFailedPutLeavesTheOldBytesAndNothingAside() throws IOException {
    store().put("a", new byte[] {1});
    Files.createDirectories(folder.resolve("store/b/full"));
    assertThatThrownBy(() -> store().put("b", new byte[2]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write");
    assertThat(store().list("")).containsExactly("a");
    try (var files = Files.list(folder.resolve("store"))) {
      assertThat(files).extracting(p -> p.getFileName().toString()).containsOnly("a", "b");
    }
  }

  @Test
  void aFailureSaysWhichFileAndWhy() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    assertThatThrownBy(() -> new FileBlobStore(file.resolve("store")).put("a", new byte[2]))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file.resolve("store/a") + ": Not a directory");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> new FileBlobStore(link).put("a", new byte[2]))
        .hasMessage("cannot write " + link.resolve("a") + ": file already exists");
  }

  @Test
  void aFolderGoesWithItsLastBlob() throws IOException {
    store().put("a/b/c", new byte[1]);
    store().put("a/d", new byte[1]);
    store().delete("a/b/c");
    assertThat(folder.resolve("store/a/b")).doesNotExist();
    assertThat(store().list("")).containsExactly("a/d");
    store().delete("a/d");
    assertThat(folder.resolve("store")).isEmptyDirectory();
  }
}
