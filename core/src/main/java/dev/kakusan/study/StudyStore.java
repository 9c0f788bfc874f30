package dev.kakusan.study;

import dev.kakusan.storage.Run;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Where a study is kept: what it compares, its runs, and the figures of each. A write is all or
 * nothing; failures of the store are {@link IOException}s that name the place.
 */
public interface StudyStore {

  /** What a user would call this place. */
  String location();

  /** What was begun here, key to value, if anything was. */
  Optional<Map<String, String>> description() throws IOException;

  void describe(Map<String, String> description) throws IOException;

  /** Whether nothing at all lies here. */
  boolean isEmpty() throws IOException;

  /** The run of that name, whether it was begun or not. */
  Run run(String name);

  /** The figures of a run, key to value, if it was measured. */
  Optional<Map<String, String>> figures(String run) throws IOException;

  void keepFigures(String run, Map<String, String> figures) throws IOException;

  /** Keeps a table or a picture beside the runs. */
  void keep(String fileName, byte[] bytes) throws IOException;
}
