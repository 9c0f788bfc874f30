package dev.kakusan.storage.run;

import dev.kakusan.InvalidInput;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Settings as YAML: one mapping from keys to plain values, or to lists of them. Values keep the
 * spelling of the file, so nothing is lost to YAML's own idea of a number.
 */
public final class SettingsYaml {

  private SettingsYaml() {}

  /**
   * Reads key to value.
   *
   * @param place for messages
   * @throws InvalidInput for anything but such a mapping, with the line
   */
  public static Map<String, String> read(String text, String place) {
    Node root;
    try {
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new InvalidInput(place + " line " + line + ": no YAML: " + e.getProblem(), e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (root == null) {
      return values;
    }
    if (!(root instanceof MappingNode mapping)) {
      throw new InvalidInput(place + ": wants lines of the form 'key: value'");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = scalar(entry.getKeyNode(), place);
      if (values.put(key, value(entry.getValueNode(), place)) != null) {
        throw new InvalidInput(where(entry.getKeyNode(), place) + key + " is given twice");
      }
    }
    return values;
  }

  private static String value(Node node, String place) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .map(item -> scalar(item, place))
          .collect(Collectors.joining(","));
    }
    return scalar(node, place);
  }

  private static String scalar(Node node, String place) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new InvalidInput(where(node, place) + "wants a plain value here");
  }

  private static String where(Node node, String place) {
    return place + " line " + (node.getStartMark().getLine() + 1) + ": ";
  }

  /** The same mapping as text. */
  public static String write(Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> text.append(key).append(": ").append(quoted(value)).append('\n'));
    return text.toString();
  }

  /** A value that YAML would read as itself stays bare; the rest goes between single quotes. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./][A-Za-z0-9_./,+-]*")
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
