package dev.kakusan.training;

/**
 * How a session of training ended.
 *
 * @param firstStep the step it resumed after, 0 for a fresh run
 * @param step the last step done
 * @param seconds of training, over all sessions
 * @param finished whether the plan's length was reached
 */
public record TrainingSummary(long firstStep, long step, double seconds, boolean finished) {}
