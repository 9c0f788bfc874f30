package dev.kakusan.training;

/** Asks a run to stop after the step it is in, as Ctrl-C does. */
@FunctionalInterface
public interface StopSignal {

  StopSignal NEVER = () -> false;

  boolean requested();
}
