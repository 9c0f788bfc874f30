package dev.kakusan.cli.command;

import dev.kakusan.observe.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of training steps goes, from the events of {@link Phase}. */
final class StepProfile implements AutoCloseable {

  private final Recording recording = new Recording();

  /** Records from here on. */
  StepProfile() {
    recording.enable(Phase.class).withoutThreshold();
    recording.start();
  }

  /**
   * Milliseconds a step, by phase, over the last steps; together they are the time from one step's
   * end to the next.
   *
   * @param steps how many of the last steps count, at least 1
   */
  Map<String, Double> millis(int steps) throws IOException {
    recording.stop();
    Path file = Files.createTempFile("kakusan", ".jfr");
    try {
      recording.dump(file);
      return millis(RecordingFile.readAllEvents(file), steps);
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, Double> millis(List<RecordedEvent> events, int steps) {
    List<Instant> ends =
        events.stream()
            .filter(e -> e.getString("phase").equals(Phase.STEP))
            .map(RecordedEvent::getEndTime)
            .sorted()
            .toList();
    Instant from = ends.get(ends.size() - steps - 1);
    Instant to = ends.get(ends.size() - 1);
    Map<String, Double> sums = new LinkedHashMap<>();
    for (RecordedEvent event : events) {
      if (event.getEndTime().isAfter(from) && !event.getEndTime().isAfter(to)) {
        sums.merge(event.getString("phase"), millis(event.getDuration()) / steps, Double::sum);
      }
    }
    Map<String, Double> parts = new LinkedHashMap<>();
    for (String phase :
        List.of(Phase.DATA, Phase.NOISE, Phase.FORWARD, Phase.BACKWARD, Phase.OPTIMISER)) {
      parts.put(phase, sums.getOrDefault(phase, 0.0));
    }
    double within = sums.getOrDefault(Phase.NOISE, 0.0) + sums.getOrDefault(Phase.FORWARD, 0.0);
    parts.put(Phase.LOSS, sums.getOrDefault(Phase.LOSS, 0.0) - within);
    double step = sums.getOrDefault(Phase.STEP, 0.0);
    double known = parts.values().stream().mapToDouble(Double::doubleValue).sum();
    parts.put("rest of the step", step - known);
    parts.put("between steps", millis(Duration.between(from, to)) / steps - step);
    return parts;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() * 1e-6;
  }

  @Override
  public void close() {
    recording.close();
  }
}
