package dev.kakusan.compute;

import java.util.List;

/** One way to compute, known by name; asking for its devices may load native code. */
public interface BackendProvider {

  /** As a user writes it after {@code --backend}. */
  String name();

  /** The engine and its version, for people: {@code PyTorch 2.7.1 through DJL 0.36.0}. */
  String engine();

  /** How it keeps numbers. */
  Precision precision();

  /** What {@link #open} accepts, the default first: {@code cpu}, {@code gpu:0}. */
  List<String> devices();

  /**
   * Opens a device.
   *
   * @throws dev.kakusan.InvalidInput for an unknown device, listing those there are; for an
   *     arithmetic that it does not know there, or has no fast path for
   */
  Backend open(Opening opening);

  /** Opens a device with the backend's own arithmetic. */
  default Backend open(String device, int threads) {
    return open(new Opening(device, threads));
  }
}
