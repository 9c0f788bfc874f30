package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.StepReport;
import java.lang.ref.Cleaner;

/** The figures of a step as one array [loss, gradient norm] that stays on the device until read. */
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
    float[] values = figures.toFloatArray();
    cleanable.clean();
    return new Figures(values[0], values[1]);
  }
}
