package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of PNG and JPEG images, 256 levels. Its sub-folders are the classes, in the order of
 * their names; images directly in it have none. Sub-folders {@code train} and {@code test}, where
 * both are there, are the splits; else the images, in the order of their paths, are parted. Images
 * that are all stored as grey give one channel; where one is in colour all are given three.
 */
final class ImageFolder {

  private static final int LEVELS = 256;

  private final String location;
  private final Path folder;

  ImageFolder(String location, Path folder) {
    this.location = location;
    this.folder = folder;
  }

  static boolean isImage(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  static boolean recognises(Path folder) throws IOException {
    return ImageListing.anyImage(folder, 2);
  }

  Dataset open(Split split, int resize) throws IOException {
    Path trainFolder = folder.resolve("train");
    Path testFolder = folder.resolve("test");
    if (!Files.isDirectory(trainFolder) || !Files.isDirectory(testFolder)) {
      ImageListing all = ImageListing.of(folder);
      List<ImageFile> images = headers(all);
      Layout layout = Layout.of(images, resize);
      return InMemoryDataset.part(
          location,
          split,
          layout.shape(resize),
          LEVELS,
          all.classes().size(),
          values(images, layout, resize),
          all.labels());
    }
    ImageListing train = ImageListing.of(trainFolder);
    ImageListing test = ImageListing.of(testFolder).withClassesOf(train);
    List<ImageFile> images = headers(train);
    images.addAll(headers(test));
    Layout layout = Layout.of(images, resize);
    int trained = train.files().size();
    boolean first = split == Split.TRAIN;
    return InMemoryDataset.of(
        location,
        split,
        layout.shape(resize),
        LEVELS,
        train.classes().size(),
        values(
            first ? images.subList(0, trained) : images.subList(trained, images.size()),
            layout,
            resize),
        (first ? train : test).labels());
  }

  private static List<ImageFile> headers(ImageListing listing) {
    List<ImageFile> headers = new ArrayList<>();
    for (Path file : listing.files()) {
      headers.add(ImageFile.open(file));
    }
    return headers;
  }

  private float[] values(List<ImageFile> images, Layout layout, int resize) {
    int each = layout.shape(resize).size();
    float[] values = Capacity.floats(folder, images.size(), each);
    for (int i = 0; i < images.size(); i++) {
      ImageFile image = images.get(i);
      Shape from = Shape.of(layout.channels(), image.height(), image.width());
      Resize.of(from, resize, LEVELS).apply(image.pixels(layout.channels()), values, i * each);
    }
    return values;
  }

  /** What all images of both splits have in common. */
  private record Layout(int channels, int height, int width) {

    /** Images of different sizes are refused unless they are to be resized. */
    static Layout of(List<ImageFile> images, int resize) {
      ImageFile first = images.get(0);
      boolean grey = true;
      for (ImageFile image : images) {
        grey &= image.grey();
        boolean same = image.width() == first.width() && image.height() == first.height();
        if (resize == 0 && !same) {
          throw new InvalidInput(
              String.format(
                  "%s is %dx%d, but %s is %dx%d (width by height); --resize N brings all to NxN",
                  first.path(),
                  first.width(),
                  first.height(),
                  image.path(),
                  image.width(),
                  image.height()));
        }
      }
      return new Layout(grey ? 1 : 3, first.height(), first.width());
    }

    Shape shape(int resize) {
      return resize == 0 ? Shape.of(channels, height, width) : Shape.of(channels, resize, resize);
    }
  }
}
