package dev.kakusan.sampling;

import dev.kakusan.process.ReverseProcess;

/** The samplers by name. */
public enum SamplerKind {
  ANCESTRAL("ancestral") {
    @Override
    public Sampler on(ReverseProcess reverse, double eta) {
      return new AncestralSampler(reverse);
    }
  },
  DDIM("ddim") {
    @Override
    public Sampler on(ReverseProcess reverse, double eta) {
      return new DdimSampler(reverse, eta);
    }
  };

  private final String label;

  SamplerKind(String label) {
    this.label = label;
  }

  /** As a user writes it after {@code --sampler}. */
  @Override
  public String toString() {
    return label;
  }

  /** This sampler on a reverse process; {@code eta} matters to DDIM alone. */
  public abstract Sampler on(ReverseProcess reverse, double eta);
}
