package dev.kakusan.storage;

import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A network's whole state, copied to the host.
 *
 * @param parts every array of each part
 */
public record WeightSnapshot(Map<WeightPart, List<NamedArray>> parts) {

  public static WeightSnapshot of(TrainableDenoiser network) {
    Map<WeightPart, List<NamedArray>> parts = new EnumMap<>(WeightPart.class);
    for (WeightPart part : WeightPart.values()) {
      List<NamedArray> arrays = new ArrayList<>();
      network.writeTo(part, arrays::add);
      parts.put(part, List.copyOf(arrays));
    }
    return new WeightSnapshot(parts);
  }
}
