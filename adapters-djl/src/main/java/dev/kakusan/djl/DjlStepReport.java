package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.StepReport;
import java.lang.ref.Cleaner;
import java.util.Arrays;

/**
 * The figures of a step as one array [loss, gradient norm, losses …] that stays on the device until
 * read.
 */
final class DjlStepReport implements StepReport {

  private static final Cleaner CLEANER = Cleaner.create();

  private final PtNDArray figures;
  private final Cleaner.Cleanable cleanable;

  DjlStepReport(PtNDArray figures) {
    this.figures = figures;
    // Most reports are never read; the array of one that is forgotten goes with it.
    this.cleanable = CLEANER.register(this, figures::close);
  }

  @Override
  public Figures read() {
    if (figures.isReleased()) {
      throw new IllegalStateException("a report is to be read once");
    }
    double[] values = DjlCompute.download(figures);
    cleanable.clean();
    return new Figures(values[0], values[1], Arrays.stream(values).skip(2).boxed().toList());
  }
}
