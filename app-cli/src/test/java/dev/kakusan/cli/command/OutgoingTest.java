package dev.kakusan.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.cli.picture.SampleFile;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.cli.plot.Axis;
import dev.kakusan.cli.plot.Curve;
import dev.kakusan.cli.plot.Plot;
import dev.kakusan.compute.Shape;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.place.Stores;
import dev.kakusan.storage.s3.S3Settings;
import dev.kakusan.storage.s3.S3Settings.Checksums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutgoingTest {

  private static final String TEMPORARY = "java.io.tmpdir";

  @TempDir Path temporary = Path.of("");
  @TempDir Path folder = Path.of("");
  private String before = "";
  private final Stores stores =
      new Stores(
          new S3Settings(
              "http://127.0.0.1:9",
              "here",
              true,
              Checksums.WHEN_REQUIRED,
              Duration.ofMillis(300),
              Duration.ofMillis(300),
              1),
          line -> {});

  @BeforeEach
  void temporary() {
    before = System.getProperty(TEMPORARY);
    System.setProperty(TEMPORARY, temporary.toString());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    System.setProperty(TEMPORARY, before);
    assertThat(temporary).isEmptyDirectory();
  }

  private static Samples images(int count) {
    Shape example = Shape.of(1, 2, 2);
    double[] values = IntStream.range(0, 4 * count).asDoubleStream().toArray();
    return new Samples(example, 256, values);
  }

  private void send(String location, int count) throws IOException {
    try (Outgoing outgoing = Outgoing.to(location, () -> stores)) {
      SampleFile file = outgoing.samples();
      file.requireTakes(Shape.of(1, 2, 2), 256);
      file.write(images(count), null);
      outgoing.deliver();
      assertThat(outgoing.name()).isEqualTo(location);
    }
  }

  private BlobStore store(String location) {
    return stores.open(location, "a test");
  }

  @Test
  void aFileGoesToTheStoreAsItWouldBeOnDisk() throws IOException {
    for (String name : List.of("a.png", "a.npy", "a.gif")) {
      send("memory:b/c d/" + name, 3);
      Path here = folder.resolve(name);
      send(here.toString(), 3);
      assertThat(store("memory:b/c d").get(name)).isEqualTo(Files.readAllBytes(here));
    }
    assertThat(store("memory:b/c d").list("")).containsExactly("a.gif", "a.npy", "a.png");
  }

  @Test
  void aFolderIsReplacedAsAWhole() throws IOException {
    send("memory:b/many", 12);
    assertThat(store("memory:b/many").list("")).hasSize(12);
    send("memory:b/many", 2);
    assertThat(store("memory:b/many").list("")).containsExactly("00000.png", "00001.png");
  }

  @Test
  void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    store("memory:b/full").put("notes.txt", "mine".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> send("memory:b/full", 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "the folder memory:b/full holds other things (notes.txt); give a new or an empty one");
    assertThat(store("memory:b/full").list("")).containsExactly("notes.txt");
  }

  @Test
  void aPlot() throws IOException {
    try (Outgoing outgoing = Outgoing.to("memory:b/terms.svg", () -> stores)) {
      Curve curve = Curve.line("x", new double[] {1, 2}, new double[] {1, 2});
      outgoing
          .plot()
          .write(new Plot("", List.of(), Axis.linear("x"), Axis.linear("y"), List.of(curve)));
      assertThat(store("memory:b").list("")).isEmpty();
      outgoing.deliver();
    }
    assertThat(new String(store("memory:b").get("terms.svg"), StandardCharsets.UTF_8))
        .contains("<svg");
  }

  @Test
  void whatIsNotDeliveredIsGone() throws IOException {
    try (Outgoing outgoing = Outgoing.to("memory:b/a.png", () -> stores)) {
      outgoing.samples().write(images(1), null);
    }
    assertThat(store("memory:b").list("")).isEmpty();
  }

  @Test
  void aStoreThatIsNotThereIsToldBeforeTheWork() {
    for (String location : List.of("s3://bucket/a.png", "s3://bucket/many/")) {
      try (Outgoing outgoing = Outgoing.to(location, () -> stores)) {
        assertThatThrownBy(outgoing::samples)
            .isInstanceOf(InvalidInput.class)
            .hasMessageStartingWith("cannot ")
            .hasMessageContaining("s3://bucket"); // and no connection, or no credentials
      }
    }
  }

  @Test
  void whatIsNoPlaceForIt() {
    refused("s3://bucket/a.jpg", "unknown ending '.jpg' in s3://bucket/a.jpg; known: ");
    refused("s3://a.png", "a file in a bucket reads s3://bucket/name, got 's3://a.png'");
    refused("ftp://h/a.png", "known: a plain path, s3://bucket/name");
    try (Outgoing outgoing = Outgoing.to("s3://bucket/a.jpg", () -> stores)) {
      assertThatThrownBy(outgoing::plot)
          .isInstanceOf(InvalidInput.class)
          .hasMessage("a plot is written to a .png or a .svg, got 's3://bucket/a.jpg'");
    }
  }

  private void refused(String location, String words) {
    try (Outgoing outgoing = Outgoing.to(location, () -> stores)) {
      assertThatThrownBy(outgoing::samples)
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(words);
    }
  }
}
