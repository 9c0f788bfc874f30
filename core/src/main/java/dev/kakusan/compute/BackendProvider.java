package dev.kakusan.compute;

import java.util.List;

/** One way to compute, known by name; asking for its devices may load native code. */
public interface BackendProvider {

  /** As a user writes it after {@code --backend}. */
  String name();

  /** The engine and its version, for people: {@code PyTorch 2.7.1 through DJL 0.36.0}. */
  String engine();

  Precision precision();

  /** What {@link #open} accepts, the default first: {@code cpu}, {@code gpu:0}. */
  List<String> devices();

  /**
   * Opens a device.
   *
   * @param device one of {@link #devices()}
   * @param threads for one operation on a CPU, at least 1; 0 leaves the choice to the backend
   * @throws dev.kakusan.InvalidInput for an unknown device, listing those there are
   */
  Backend open(String device, int threads);
}
