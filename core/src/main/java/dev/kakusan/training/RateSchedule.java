package dev.kakusan.training;

/** How the learning rate goes over a run. */
public enum RateSchedule {
  CONSTANT("constant") {
    @Override
    double factor(double fraction) {
      return 1;
    }
  },
  /** Half a cosine from 1 down to 1/100 (Loshchilov, Hutter 2017, one cycle). */
  COSINE("cosine") {
    @Override
    double factor(double fraction) {
      double floor = 0.01;
      double end = Math.min(1, Math.max(0, fraction));
      return floor + (1 - floor) * (1 + Math.cos(Math.PI * end)) / 2;
    }
  };

  private final String label;

  RateSchedule(String label) {
    this.label = label;
  }

  /** As a user writes it after {@code --rate-schedule}. */
  @Override
  public String toString() {
    return label;
  }

  /** The factor of the highest rate once this fraction of the run is done. */
  abstract double factor(double fraction);
}
