package dev.kakusan.cli.command;

import dev.kakusan.training.Presets;
import java.util.Iterator;

/** The presets, for help texts and shells. */
final class PresetNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Presets.list().iterator();
  }
}
