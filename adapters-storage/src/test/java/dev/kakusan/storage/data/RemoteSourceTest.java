package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.data.Split;
import dev.kakusan.storage.StoreException;
import dev.kakusan.storage.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bucket holds is the same data set as where it lies in a folder. */
@Timeout(60)
final class RemoteSourceTest {

  private static S3Server server;

  @TempDir Path folder = Path.of("");
  @TempDir Path cache = Path.of("");
  private RemoteFixture remote;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void bucket() {
    remote = new RemoteFixture(server, cache);
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private void same(String local, String there) {
    for (Split split : Split.values()) {
      DatasetDescriptor expected = Sources.all().open(local, split, 0).descriptor();
      DatasetDescriptor got = remote.sources().open(there, split, 0).descriptor();
      assertThat(got)
          .isEqualTo(
              new DatasetDescriptor(
                  there,
                  split,
                  expected.shape(),
                  expected.levels(),
                  expected.classes(),
                  expected.sha256()));
    }
  }

  private void refused(String location, String message) {
    assertThatThrownBy(() -> remote.sources().open(location, Split.TRAIN, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void idxFiles(boolean gzip) throws IOException {
    IdxFixture.folder(folder, 20, gzip);
    Files.writeString(folder.resolve("README"), "is not fetched");
    String there = remote.upload(folder, "mnist");
    same(folder.toString(), there);
    same(folder.toString(), there + "/");
    assertThat(remote.reads).hasSize(4);
    assertThat(remote.notes).singleElement().asString().startsWith("fetching 4 files, ");
    assertThat(remote.notes.get(0)).endsWith(", from " + there);
  }

  @Test
  void aWholeBucket() throws IOException {
    IdxFixture.folder(folder, 20, true);
    remote.upload(folder, "mnist");
    for (String name : new String[] {"train-images-idx3", "train-labels-idx1"}) {
      for (String file : new String[] {name, name.replace("train", "t10k")}) {
        remote.put(file + "-ubyte.gz", Files.readAllBytes(folder.resolve(file + "-ubyte.gz")));
      }
    }
    same(folder.toString(), remote.bucket);
    same(folder.toString(), remote.bucket + "/mnist");
    assertThat(remote.reads).as("the same files are shared").hasSize(4);
  }

  @Test
  void imagesInClassesBelowSplits() throws IOException {
    for (String split : new String[] {"train", "test"}) {
      for (String name : new String[] {"black cats", "Zürich", "猫"}) {
        for (int i = 0; i < 3; i++) {
          ImageFixture.grey(folder.resolve(split).resolve(name).resolve("n° " + i + ".png"));
        }
      }
    }
    Files.writeString(folder.resolve("train/notes.txt"), "no image");
    ImageFixture.grey(folder.resolve("train/.hidden/a.png"));
    same(folder.toString(), remote.upload(folder, "my cats/v1"));
    assertThat(remote.reads).hasSize(18);
  }

  @Test
  void imagesWithoutClasses() throws IOException {
    for (int i = 0; i < 5; i++) {
      ImageFixture.colour(folder.resolve(i + ".png"));
    }
    same(folder.toString(), remote.upload(folder, "colours"));
  }

  @Test
  void aTable() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "1,2,3,4,0\n5,6,7,8,1\n9,8,7,6,2\n");
    Files.writeString(folder.resolve("t.csv.old"), "not this one");
    String there = remote.upload(folder, "tables");
    String options = "?shape=1x2x2&levels=17&label=last";
    same(folder.resolve("t.csv") + options, there + "/t.csv" + options);
    same(folder.resolve("t.csv").toString(), there + "/t.csv");
    assertThat(remote.reads).hasSize(1);
    assertThat(remote.notes).containsExactly("fetching 1 file, 30 bytes, from " + there + "/t.csv");
  }

  @Test
  void aTableWithATestFileBesideItElsewhereOrHere() throws IOException {
    Path table = Files.writeString(folder.resolve("a.tra"), "1,2\n3,4\n");
    Path test = Files.writeString(folder.resolve("a.tes"), "5,6\n");
    String there = remote.upload(folder, "tables");
    remote.put("other/b.tes", Files.readAllBytes(test));
    String local = table + "?test=a.tes";
    same(local, there + "/a.tra?test=a.tes");
    same(local, there + "/a.tra?test=" + remote.bucket + "/other/b.tes");
    same(local, there + "/a.tra?test=file:" + test);
    same(local, table + "?test=" + there + "/a.tes");
    refused(
        table + "?test=" + there + "/b.tes",
        table + "?test=" + there + "/b.tes: no such test file: " + there + "/b.tes");
    refused(
        there + "/a.tra?test=b.tes",
        there + "/a.tra?test=b.tes: no such test file: " + there + "/b.tes");
  }

  @Test
  void nothingThere() {
    refused(remote.bucket + "/no", remote.bucket + "/no: no such object or folder");
    refused(remote.bucket, remote.bucket + ": no such object or folder");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void nothingOfUse() throws IOException {
    remote.put("docs/README.md", new byte[3]);
    assertThatThrownBy(() -> remote.sources().open(remote.bucket + "/docs", Split.TRAIN, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(remote.bucket + "/docs: no data in this folder; expected train-");
    assertThat(remote.reads).isEmpty();
  }

  @Test
  void whatIsRefusedBeforeAnythingIsFetched() throws IOException {
    IdxFixture.folder(folder, 20, true);
    String there = remote.upload(folder, "mnist");
    remote.put("t.csv", "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    String file = there + "/train-images-idx3-ubyte.gz";
    refused(file, file + ": give the folder that holds it, not the file alone");
    refused(there + "?levels=256", there + "?levels=256: a folder takes no options, got 'levels'");
    String table = remote.bucket + "/t.csv?lables=last";
    refused(table, table + ": no option 'lables'; known: [shape, levels, label, test]");
    refused(
        "s3://B",
        "s3://B: a bucket's name has 3 to 63 lowercase letters, digits, '.' and '-',"
            + " begins and ends with a letter or digit, and is no IP address; got 'B'");
    assertThat(remote.reads).isEmpty();
  }

  @Test
  void whatIsWrongWithAFileIsToldOfItsPlace() throws IOException {
    IdxFixture.folder(folder, 20, false);
    Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {1, 2, 3});
    String there = remote.upload(folder, "mnist");
    refused(there, there + "/train-labels-idx1-ubyte: holds 3 bytes, too few for an IDX header");
    remote.put("dir/t.csv", "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
    remote.put("e/e.csv", "1,2,3\n".getBytes(StandardCharsets.UTF_8));
    refused(
        remote.bucket + "/dir/t.csv?test=" + remote.bucket + "/e/e.csv",
        remote.bucket + "/e/e.csv: 3 values in a row, but " + remote.bucket + "/dir/t.csv has 2");
  }

  @Test
  void aStoreThatFailsLeavesNothing() throws IOException {
    IdxFixture.folder(folder, 20, true);
    String there = remote.upload(folder, "mnist");
    remote.faults(
        (operation, key) -> {
          if (operation.equals("open") && key.startsWith("t10k-labels")) {
            throw new StoreException("cannot read " + key + ": out of reach", new IOException());
          }
        });
    assertThatThrownBy(() -> remote.sources().open(there, Split.TRAIN, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("out of reach");
    assertThat(cache).isEmptyDirectory();
    remote.faults((operation, key) -> {});
    same(folder.toString(), there);
  }
}
