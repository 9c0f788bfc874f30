package dev.kakusan.observe;

/** Something that happened in long work. */
public sealed interface ProgressEvent {

  /** A note to the person watching, on a line of its own. */
  record Note(String text) implements ProgressEvent {}
}
