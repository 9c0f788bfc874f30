package dev.kakusan.study;

/** A run of a study with what was measured of it. */
public record MeasuredRun(StudyRun run, Figures figures) {}
