package dev.kakusan.storage.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a checkpoint lies: {@code checkpoints/step-00000500}, and in a later term of the run {@code
 * checkpoints/step-00000500.1}. A term begins where history does not simply go on: what it has
 * saved supersedes every checkpoint of an earlier term at its step or a later one.
 */
record CheckpointFolder(long step, int term) {

  static final String ALL = "checkpoints/";

  private static final Pattern KEY =
      Pattern.compile("checkpoints/step-(\\d{1,18})(?:\\.(\\d{1,9}))?/(.+)");

  /** The folder that a blob lies in, if it is a checkpoint's. */
  static Optional<CheckpointFolder> of(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int term = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(new CheckpointFolder(Long.parseLong(matcher.group(1)), term));
  }

  /** Those of the folders that no later term's supersede. */
  static List<CheckpointFolder> standing(List<CheckpointFolder> folders) {
    List<CheckpointFolder> standing = new ArrayList<>();
    for (CheckpointFolder folder : folders) {
      if (folders.stream().noneMatch(later -> later.supersedes(folder))) {
        standing.add(folder);
      }
    }
    return standing;
  }

  private boolean supersedes(CheckpointFolder other) {
    return term > other.term && step <= other.step;
  }

  String key(String file) {
    String name = String.format("%sstep-%08d", ALL, step);
    return (term == 0 ? name : name + "." + term) + "/" + file;
  }
}
