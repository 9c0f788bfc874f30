package dev.kakusan.compute;

/** The three parts of a network's state, each a file of a checkpoint. */
public enum WeightPart {
  /** The weights themselves. */
  MODEL("model"),
  /** Their exponential moving average. */
  AVERAGED("averaged"),
  /** The optimiser's moments: {@code first.NAME} and {@code second.NAME} for each parameter. */
  OPTIMIZER("optimizer");

  private final String fileStem;

  WeightPart(String fileStem) {
    this.fileStem = fileStem;
  }

  public String fileStem() {
    return fileStem;
  }
}
