package dev.kakusan.verify;

/** The data with closed forms that the claims use; nothing is centred or of unit variance. */
final class KnownCases {

  static final GaussianData GAUSSIAN = new GaussianData(0.7, 0.4);

  /** Two humps that overlap: the best denoiser is far from a straight line. */
  static final MixtureData MIXTURE =
      new MixtureData(0.3, new GaussianData(-0.8, 0.35), new GaussianData(0.6, 0.25));

  private KnownCases() {}
}
