package dev.kakusan.observe;

/** Watches long work. Called on the working thread, so it must be quick. */
@FunctionalInterface
public interface ProgressObserver {

  ProgressObserver SILENT = event -> {};

  void on(ProgressEvent event);
}
