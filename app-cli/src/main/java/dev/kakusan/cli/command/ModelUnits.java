package dev.kakusan.cli.command;

import dev.kakusan.cli.picture.Samples;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.PixelScaling;

/** From the model's units to those of the data. */
final class ModelUnits {

  private ModelUnits() {}

  static Samples toData(double[] values, Shape example, int levels) {
    PixelScaling scaling = new PixelScaling(levels);
    double[] data = new double[values.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = scaling.toData(values[i]);
    }
    return new Samples(example, levels, data);
  }
}
