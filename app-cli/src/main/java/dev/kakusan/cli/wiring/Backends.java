package dev.kakusan.cli.wiring;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.BackendProvider;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The backends that this build knows.
 *
 * @param providers the default first
 */
public record Backends(List<BackendProvider> providers) {

  /**
   * The backend of that name.
   *
   * @throws InvalidInput where there is none, listing those known
   */
  public BackendProvider named(String name) {
    return providers.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInput("no backend '" + name + "'; known: " + names()));
  }

  private String names() {
    return providers.stream().map(BackendProvider::name).collect(Collectors.joining(", "));
  }
}
