package dev.kakusan.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads runs' folders without Kakusan's own classes. */
final class Runs {

  static final List<String> CHECKPOINT_FILES =
      List.of(
          "averaged.safetensors", "manifest.json", "model.safetensors", "optimizer.safetensors");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Runs() {}

  static Path checkpoint(Path run, long step) {
    return run.resolve("checkpoints").resolve(String.format("step-%08d", step));
  }

  /** The SHA-256 of each file of arrays at a step. */
  static Map<String, String> weights(Path run, long step) {
    Map<String, String> weights = new TreeMap<>(Folders.contents(checkpoint(run, step)));
    weights.keySet().removeIf(name -> !name.endsWith(".safetensors"));
    if (weights.size() != 3) {
      throw new AssertionError("no whole checkpoint at step " + step + ": " + Folders.names(run));
    }
    return weights;
  }

  /** The steps that metrics.jsonl has lines for, in its order. */
  static List<Long> loggedSteps(Path run) {
    List<Long> steps = new ArrayList<>();
    for (JsonNode line : metrics(run)) {
      steps.add(line.get("step").asLong());
    }
    return steps;
  }

  static List<JsonNode> metrics(Path run) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + text, e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
