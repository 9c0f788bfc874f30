package dev.kakusan.storage.run;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Run;
import dev.kakusan.study.StudyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A study as blobs: {@code study.yaml}, tables and pictures, and below a folder for each run with
 * its {@code figures.yaml}.
 */
public final class BlobStudy implements StudyStore {

  private static final String DESCRIPTION = "study.yaml";

  private final BlobStore store;
  private final Function<String, Run> runs;

  /**
   * @param runs opens the run of a name, which lies in {@code store} below that name
   */
  public BlobStudy(BlobStore store, Function<String, Run> runs) {
    this.store = store;
    this.runs = runs;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Map<String, String>> description() throws IOException {
    return read(DESCRIPTION);
  }

  @Override
  public void describe(Map<String, String> description) throws IOException {
    write(DESCRIPTION, description);
  }

  @Override
  public boolean isEmpty() throws IOException {
    return store.list("").isEmpty();
  }

  @Override
  public Run run(String name) {
    return runs.apply(name);
  }

  @Override
  public Optional<Map<String, String>> figures(String run) throws IOException {
    return read(figuresOf(run));
  }

  @Override
  public void keepFigures(String run, Map<String, String> figures) throws IOException {
    write(figuresOf(run), figures);
  }

  @Override
  public void keep(String fileName, byte[] bytes) throws IOException {
    store.put(fileName, bytes);
  }

  private static String figuresOf(String run) {
    return run + "/figures.yaml";
  }

  private Optional<Map<String, String>> read(String key) throws IOException {
    if (!store.exists(key)) {
      return Optional.empty();
    }
    String text = new String(store.get(key), StandardCharsets.UTF_8);
    return Optional.of(SettingsYaml.read(text, location() + "/" + key));
  }

  private void write(String key, Map<String, String> values) throws IOException {
    store.put(key, SettingsYaml.write(values).getBytes(StandardCharsets.UTF_8));
  }
}
