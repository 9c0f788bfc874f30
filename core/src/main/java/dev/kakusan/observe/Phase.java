package dev.kakusan.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A part of a training step, as an event of the Java Flight Recorder: {@code bench --profile} adds
 * them up, and a recording of any run ({@code -XX:StartFlightRecording}) shows them. While nobody
 * records it costs a few nanoseconds. On a GPU it ends when its work is queued, not when it is
 * done.
 *
 * <pre>
 *   try (Phase phase = Phase.begin(Phase.FORWARD)) { … }
 * </pre>
 */
@Name("kakusan.Phase")
@Label("Training phase")
@Category("Kakusan")
@Description("A part of a training step; one may lie within another")
@StackTrace(false)
public final class Phase extends Event implements AutoCloseable {

  /** A batch: examples and times, put together in Java. */
  public static final String DATA = "data";

  /** The draws of ε. */
  public static final String NOISE = "noise";

  /** The objective, from examples to losses; the network's pass lies within. */
  public static final String LOSS = "loss";

  /** The network's pass. */
  public static final String FORWARD = "forward";

  /** From the losses to the gradients of all weights. */
  public static final String BACKWARD = "backward";

  /** Clipping, AdamW, average. */
  public static final String OPTIMISER = "optimiser";

  /** The whole step. */
  public static final String STEP = "step";

  @Label("Phase")
  String phase;

  private Phase(String phase) {
    this.phase = phase;
  }

  /** Begins one; closing it ends it. */
  public static Phase begin(String phase) {
    Phase event = new Phase(phase);
    event.begin();
    return event;
  }

  @Override
  public void close() {
    commit();
  }
}
