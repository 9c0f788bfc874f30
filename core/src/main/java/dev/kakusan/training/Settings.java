package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some settings with their values, each in its canonical spelling. */
public final class Settings {

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  public static Settings none() {
    return new Settings(new EnumMap<>(Setting.class));
  }

  /** Every setting's initial value. */
  public static Settings initial() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (!setting.initial().isEmpty()) {
        values.put(setting, setting.canonical(setting.initial(), setting.key()));
      }
    }
    return new Settings(values);
  }

  /**
   * Settings from text.
   *
   * @param byKey key to value
   * @param origin before the key in a message: {@code "--"}, {@code "my.yaml: "}
   * @throws InvalidInput for an unknown key, listing those known, or a value that is none
   */
  public static Settings of(Map<String, String> byKey, String origin) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    byKey.forEach(
        (key, value) -> {
          Setting setting =
              Setting.byKey(key)
                  .orElseThrow(
                      () ->
                          new InvalidInput(
                              origin + key + ": no such setting; known: " + Setting.keys()));
          values.put(setting, setting.canonical(value, origin + key));
        });
    return new Settings(values);
  }

  /** These, with those of {@code stronger} in their place; one length drives out another. */
  public Settings overriddenBy(Settings stronger) {
    Map<Setting, String> merged = new EnumMap<>(Setting.class);
    boolean length = stronger.values.keySet().stream().anyMatch(Setting::isLength);
    values.forEach(
        (setting, value) -> {
          if (!(length && setting.isLength())) {
            merged.put(setting, value);
          }
        });
    merged.putAll(stronger.values);
    return new Settings(merged);
  }

  public boolean has(Setting setting) {
    return values.containsKey(setting);
  }

  public @Nullable String find(Setting setting) {
    return values.get(setting);
  }

  /** The value, which must be there. */
  public String text(Setting setting) {
    String value = values.get(setting);
    if (value == null) {
      throw new InvalidInput(setting.key() + " is missing");
    }
    return value;
  }

  public double real(Setting setting) {
    String value = text(setting);
    return value.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
  }

  public long whole(Setting setting) {
    return Long.parseLong(text(setting));
  }

  /** A whole number within bounds, both included. */
  public int whole(Setting setting, int least, int most) {
    long value = whole(setting);
    if (value < least || value > most) {
      throw new InvalidInput(
          setting.key()
              + " must be "
              + (most == Integer.MAX_VALUE ? least + " or more" : "in " + least + ".." + most)
              + ", got "
              + value);
    }
    return (int) value;
  }

  public List<Integer> wholes(Setting setting) {
    List<Integer> list = new ArrayList<>();
    for (String part : text(setting).split(",")) {
      if (!part.isEmpty()) {
        list.add(Integer.valueOf(part));
      }
    }
    return list;
  }

  public <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.toString().equals(text(setting))) {
        return constant;
      }
    }
    throw new IllegalStateException(setting + " has no choice " + text(setting));
  }

  /** Key to value, in the order of {@link Setting}. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach((setting, value) -> map.put(setting.key(), value));
    return map;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
