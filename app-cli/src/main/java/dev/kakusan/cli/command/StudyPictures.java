package dev.kakusan.cli.command;

import dev.kakusan.cli.picture.Picture;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.study.RunStudy;
import dev.kakusan.study.StudyRun;
import dev.kakusan.study.StudyStore;
import java.io.IOException;

/** Paints the samples of each variant: a grid of images, or points within the data's limits. */
final class StudyPictures implements RunStudy.Gallery {

  private static final int IMAGES = 36;
  private static final int POINTS = 2000;

  private final StudyStore store;
  private final DatasetDescriptor data;
  private final Samples beside;

  StudyPictures(StudyStore store, Dataset test) {
    this.store = store;
    this.data = test.descriptor();
    this.beside = Samples.firstOf(test, POINTS);
  }

  @Override
  public int count() {
    Shape example = data.shape();
    return !FinalReport.hasPicture(example) ? 0 : example.rank() == 3 ? IMAGES : POINTS;
  }

  @Override
  public boolean clip() {
    return data.discrete();
  }

  @Override
  public void samples(StudyRun run, double[] values) throws IOException {
    Samples samples = ModelUnits.toData(values, data.shape(), data.levels());
    store.keep(nameOf(run.variant()), Picture.pngWithin(samples, beside));
  }

  /** The picture of a variant's samples. */
  static String nameOf(String variant) {
    return "samples-" + variant + ".png";
  }
}
