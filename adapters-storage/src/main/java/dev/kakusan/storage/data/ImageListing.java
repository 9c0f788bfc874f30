package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The images of one split, in the order of their paths, and their classes.
 *
 * @param classes names in order; empty where the images lie directly in the folder
 * @param names the class name of each file; empty where there are no classes
 */
record ImageListing(Path folder, List<Path> files, List<String> names, List<String> classes) {

  static ImageListing of(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    List<Path> direct = images(folder);
    for (Path sub : entries(folder)) {
      if (!Files.isDirectory(sub)) {
        continue;
      }
      List<Path> images = images(sub);
      refuseDeeper(sub);
      if (!images.isEmpty()) {
        String name = sub.getFileName().toString();
        classes.add(name);
        files.addAll(images);
        images.forEach(image -> names.add(name));
      }
    }
    if (!direct.isEmpty() && !files.isEmpty()) {
      throw new InvalidInput(
          String.format(
              "%s: holds images both directly (%s) and in sub-folders (%s); expected one or the"
                  + " other",
              folder, direct.get(0).getFileName(), folder.relativize(files.get(0))));
    }
    files.addAll(direct);
    if (files.isEmpty()) {
      throw new InvalidInput(
          folder
              + ": no images; expected .png, .jpg or .jpeg here or in a sub-folder for each class");
    }
    return new ImageListing(folder, files, names, classes);
  }

  /** True where an image lies in the folder or at most {@code depth} folders below it. */
  static boolean anyImage(Path folder, int depth) throws IOException {
    if (!images(folder).isEmpty()) {
      return true;
    }
    if (depth > 0) {
      for (Path entry : entries(folder)) {
        if (Files.isDirectory(entry) && anyImage(entry, depth - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same images under another listing's numbering of the classes. */
  ImageListing withClassesOf(ImageListing other) {
    if (classes.isEmpty() != other.classes.isEmpty()) {
      throw new InvalidInput(
          String.format(
              "%s has classes %s, but %s has %s", folder, classes, other.folder, other.classes));
    }
    for (String name : classes) {
      if (!other.classes.contains(name)) {
        throw new InvalidInput(
            String.format(
                "%s: the class '%s' is none of those in %s: %s",
                folder, name, other.folder, other.classes));
      }
    }
    return new ImageListing(folder, files, names, other.classes);
  }

  /** The number of each file's class, or −1. */
  int[] labels() {
    int[] labels = new int[files.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = names.isEmpty() ? -1 : classes.indexOf(names.get(i));
    }
    return labels;
  }

  private static List<Path> images(Path folder) throws IOException {
    return entries(folder).stream()
        .filter(
            file -> ImageFolder.isImage(file.getFileName().toString()) && Files.isRegularFile(file))
        .toList();
  }

  /** By name, compared character by character on every machine; hidden ones left out. */
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
          .toList();
    }
  }

  private static void refuseDeeper(Path classFolder) throws IOException {
    for (Path entry : entries(classFolder)) {
      if (Files.isDirectory(entry) && !images(entry).isEmpty()) {
        throw new InvalidInput(
            entry
                + ": images two folders deep; expected a sub-folder for each class, alone or below"
                + " both train and test");
      }
    }
  }
}
