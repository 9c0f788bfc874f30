package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.objective.LossWeighting;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How the value of a setting is written. */
enum SettingKind {
  TEXT("TEXT", "text") {
    @Override
    String parsed(String value) {
      return value;
    }
  },
  /** One of some words, which the setting knows. */
  CHOICE("CHOICE", "a choice") {
    @Override
    String parsed(String value) {
      return value;
    }
  },
  /** One of some words, or one with a number. */
  WEIGHTING("WEIGHTING", "a weighting") {
    @Override
    String canonical(String value, String origin) {
      return LossWeighting.named(value, origin).toString();
    }

    @Override
    String parsed(String value) {
      return canonical(value, "weighting");
    }
  },
  WHOLE("N", "a whole number") {
    @Override
    String parsed(String value) {
      return Long.toString(Long.parseLong(value));
    }
  },
  REAL("X", "a number") {
    @Override
    String parsed(String value) {
      double number =
          value.equalsIgnoreCase("inf") || value.equals(".inf")
              ? Double.POSITIVE_INFINITY
              : Double.parseDouble(value);
      if (number == Double.POSITIVE_INFINITY) {
        return "inf";
      }
      boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
      return whole ? Long.toString((long) number) : Double.toString(number);
    }
  },
  WHOLES("N,N,...", "whole numbers N,N,...") {
    @Override
    String parsed(String value) {
      return Arrays.stream(value.split("\\s*,\\s*", -1))
          .map(v -> Integer.toString(Integer.parseInt(v)))
          .collect(Collectors.joining(","));
    }
  };

  private final String placeholder;
  private final String wanted;

  SettingKind(String placeholder, String wanted) {
    this.placeholder = placeholder;
    this.wanted = wanted;
  }

  String placeholder() {
    return placeholder;
  }

  /** The one spelling of a value. */
  abstract String parsed(String value);

  String canonical(String value, String origin) {
    try {
      return parsed(value);
    } catch (NumberFormatException e) {
      throw new InvalidInput(origin + " must be " + wanted + ", got '" + value + "'", e);
    }
  }
}
