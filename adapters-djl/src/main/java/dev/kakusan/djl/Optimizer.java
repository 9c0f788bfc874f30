package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The step of {@link OptimizerSpec}, its moves shared out among the crew where they are worth more
 * than one thread. The moves are the same whoever makes them.
 */
final class Optimizer implements AutoCloseable {

  /** Fewer weights than this AdamW moves sooner than another thread wakes. */
  private static final long WORTH_A_THREAD = 1 << 17;

  private final ScriptModule learning;
  private final Crew crew;
  private final List<Move> moves = new ArrayList<>();

  /**
   * @param learning the methods of {@link dev.kakusan.djl.torchscript.OptimizerScript}
   * @param state weights, their average, first and second moment
   */
  Optimizer(
      OptimizerSpec spec,
      List<ParameterSpec> parameters,
      ScriptModule learning,
      Crew crew,
      List<Weights> state) {
    this.learning = learning;
    this.crew = crew;
    List<Integer> others = new ArrayList<>();
    Map<Shape, List<Integer>> matrices = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      ParameterSpec parameter = parameters.get(i);
      if (spec.muonFor(parameter).isPresent()) {
        matrices.computeIfAbsent(parameter.shape(), shape -> new ArrayList<>()).add(i);
      } else {
        others.add(i);
      }
    }
    matrices.forEach(
        (shape, which) -> moves.add(new MuonMove(spec, shape, learning, state, which)));
    for (List<Integer> share : shares(others, parameters, crew.size())) {
      moves.add(new AdamWMove(spec, learning, state, share));
    }
  }

  /** These weights in at most so many parts of about one size, each worth a thread. */
  private static List<List<Integer>> shares(
      List<Integer> which, List<ParameterSpec> parameters, int threads) {
    long all = which.stream().mapToLong(i -> parameters.get(i).shape().size()).sum();
    long wanted = Math.max(WORTH_A_THREAD, (all + threads - 1) / threads);
    List<List<Integer>> shares = new ArrayList<>();
    long held = 0;
    int start = 0;
    for (int end = 1; end <= which.size(); end++) {
      held += parameters.get(which.get(end - 1)).shape().size();
      if (end == which.size() || held >= wanted * (shares.size() + 1)) {
        shares.add(which.subList(start, end));
        start = end;
      }
    }
    return shares;
  }

  /** One step; gives back [loss, norm of the gradients, the losses …]. */
  PtNDArray step(StepSettings settings, PtNDArray loss, PtNDArray each, IValue gradients) {
    try (PtNDArray norm = learning.call("norm").with(gradients).tensor()) {
      if (moves.size() == 1) {
        moves.get(0).step(settings, norm, gradients);
      } else {
        share(settings, norm, gradients);
      }
      return learning.call("figures").with(loss).with(norm).with(each).tensor();
    }
  }

  /** Each thread of the crew takes the next move until none is left. */
  private void share(StepSettings settings, PtNDArray norm, IValue gradients) {
    AtomicInteger next = new AtomicInteger();
    var unused =
        crew.each(
            Math.min(crew.size(), moves.size()),
            false,
            k -> {
              for (int i = next.getAndIncrement(); i < moves.size(); i = next.getAndIncrement()) {
                moves.get(i).step(settings, norm, gradients);
              }
              return k;
            });
  }

  @Override
  public void close() {
    moves.forEach(Move::close);
  }
}
