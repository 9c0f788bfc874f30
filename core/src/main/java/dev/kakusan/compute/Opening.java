package dev.kakusan.compute;

import dev.kakusan.InvalidInput;
import java.util.List;
import java.util.Optional;

/**
 * How a backend is opened.
 *
 * @param device one of {@link BackendProvider#devices()}
 * @param threads on a CPU, at least 1; 0 leaves the choice to the backend
 * @param arithmetic of the networks' products; empty for the backend's first
 * @param anyway whether also where this machine has no fast path for that arithmetic
 */
public record Opening(String device, int threads, Optional<Arithmetic> arithmetic, boolean anyway) {

  public Opening {
    if (threads < 0) {
      throw new InvalidInput("threads must be 0 or more, got " + threads);
    }
  }

  /** With the backend's first arithmetic. */
  public Opening(String device, int threads) {
    this(device, threads, Optional.empty(), false);
  }

  /**
   * What a backend is to compute in.
   *
   * @param known what it can on this device, its own first
   * @throws InvalidInput for another, listing them
   */
  public Arithmetic among(List<Arithmetic> known, String backend) {
    Arithmetic chosen = arithmetic.orElse(known.get(0));
    if (!known.contains(chosen)) {
      throw new InvalidInput(
          String.format(
              "backend %s on %s knows no precision %s; known: %s", backend, device, chosen, known));
    }
    return chosen;
  }
}
