package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.Muon;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.HoldOut;
import dev.kakusan.data.Split;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Every hyper-parameter of a run, validated: making one refuses nonsense, before anything is opened
 * or written.
 */
public final class TrainingPlan {

  private final Settings settings;
  private final NoiseSchedule schedule;
  private final ObjectivePlan objective;
  private final OptimizerSpec optimizer;
  private final RatePlan rate;
  private final Averaging averaging;
  private final Cadence cadence;
  private final Retention retention;
  private final int batchSize;

  /**
   * The plan of complete settings.
   *
   * @throws InvalidInput for a value out of its bounds, naming key, value and bound
   */
  public TrainingPlan(Settings settings) {
    this.batchSize = settings.whole(Setting.BATCH_SIZE, 1, 1 << 20);
    this.schedule = SchedulePlan.schedule(settings);
    // A list of betas says itself how many steps there are.
    this.settings =
        settings.overriddenBy(
            Settings.of(Map.of("timesteps", Integer.toString(schedule.steps())), "schedule: "));
    this.objective =
        new ObjectivePlan(
            settings.choice(Setting.OBJECTIVE, ObjectiveKind.class),
            LossWeighting.named(settings.text(Setting.WEIGHTING), Setting.WEIGHTING.key()),
            settings.choice(Setting.VARIANCE, ReverseVariance.class));
    objective.requireSense(schedule.steps());
    this.optimizer = optimizer(settings);
    this.rate =
        new RatePlan(
            settings.real(Setting.LEARNING_RATE),
            settings.choice(Setting.RATE_SCHEDULE, RateSchedule.class),
            settings.whole(Setting.WARMUP_STEPS));
    this.averaging = new Averaging(settings.real(Setting.EMA));
    this.cadence =
        new Cadence(
            settings.whole(Setting.CHECKPOINT_EVERY, 0, Integer.MAX_VALUE),
            settings.whole(Setting.PREVIEW_EVERY, 0, Integer.MAX_VALUE),
            settings.whole(Setting.LOG_EVERY, 1, Integer.MAX_VALUE));
    this.retention =
        new Retention(
            settings.whole(Setting.KEEP, 0, Integer.MAX_VALUE),
            settings.whole(Setting.KEEP_EVERY, 0, Integer.MAX_VALUE));
    resize();
    holdOut();
    opening();
    // Epochs are judged once the data are known: until then there are as many as can be.
    length(Integer.MAX_VALUE);
  }

  private static OptimizerSpec optimizer(Settings settings) {
    OptimizerSpec adam =
        new OptimizerSpec(
            settings.real(Setting.ADAM_BETA1),
            settings.real(Setting.ADAM_BETA2),
            settings.real(Setting.ADAM_EPSILON),
            settings.real(Setting.WEIGHT_DECAY),
            settings.real(Setting.CLIP_NORM));
    Muon muon = new Muon(settings.real(Setting.MUON_MOMENTUM), settings.real(Setting.MUON_FACTOR));
    return settings.text(Setting.OPTIMIZER).equals("muon") ? adam.with(muon) : adam;
  }

  public Settings settings() {
    return settings;
  }

  public String data() {
    return settings.text(Setting.DATA);
  }

  public int resize() {
    return settings.whole(Setting.RESIZE, 0, 1 << 14);
  }

  /** How many training examples are held out. */
  private int holdOut() {
    return settings.whole(Setting.HOLD_OUT, 0, Integer.MAX_VALUE);
  }

  /** What the examples are called that it is measured on: {@code test} or {@code held-out}. */
  public String measuredOn() {
    return holdOut() == 0 ? "test" : "held-out";
  }

  /**
   * The part of the plan's data to learn from or to measure on.
   *
   * @throws InvalidInput where the data are not to be had, or fewer than are to be held out
   */
  public Dataset data(DatasetSource source, Split split) {
    return holdOut() == 0
        ? source.open(data(), split, resize())
        : HoldOut.part(source.open(data(), Split.TRAIN, resize()), split, holdOut());
  }

  public long seed() {
    return settings.whole(Setting.SEED);
  }

  public String backend() {
    return settings.text(Setting.BACKEND);
  }

  /** How its backend is to be opened. */
  public Opening opening() {
    return new Opening(
        settings.text(Setting.DEVICE),
        settings.has(Setting.THREADS) ? settings.whole(Setting.THREADS, 1, 4096) : 0,
        settings.has(Setting.PRECISION)
            ? Optional.of(settings.choice(Setting.PRECISION, Arithmetic.class))
            : Optional.empty(),
        Boolean.parseBoolean(settings.text(Setting.FORCE_PRECISION)));
  }

  public int batchSize() {
    return batchSize;
  }

  public NoiseSchedule schedule() {
    return schedule;
  }

  public ObjectivePlan objective() {
    return objective;
  }

  public Parameterization parameterization() {
    return objective.kind().parameterization();
  }

  public LossWeighting weighting() {
    return objective.weighting();
  }

  public ReverseVariance variance() {
    return objective.variance();
  }

  public TimestepSampler timestepSampling() {
    return settings.choice(Setting.TIMESTEP_SAMPLING, TimestepSampler.class);
  }

  public OptimizerSpec optimizer() {
    return optimizer;
  }

  public RatePlan rate() {
    return rate;
  }

  public Averaging averaging() {
    return averaging;
  }

  public Cadence cadence() {
    return cadence;
  }

  public Retention retention() {
    return retention;
  }

  /** How long the run is on so many examples. */
  public Length length(int examples) {
    Length length = Length.of(settings, examples, batchSize);
    if (length instanceof Length.Steps steps) {
      timestepSampling().requireLearns(steps.count(), batchSize, schedule.steps());
    }
    return length;
  }

  /** The network for examples of that shape. */
  public DenoiserSpec network(Shape example) {
    return NetworkPlan.spec(settings, example, variance().parts());
  }

  /**
   * Refuses to continue a run under another plan. What shapes no step may change; the length may as
   * long as no step's rate depends on it.
   *
   * @throws InvalidInput naming every setting that differs, with both values
   */
  public void requireContinues(Settings stored, String run) {
    List<String> differences = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      boolean matters = setting.shapesSteps() || (setting.isLength() && rate.dependsOnLength());
      String before = Settings.initial().overriddenBy(stored).find(setting);
      String now = settings.find(setting);
      if (matters && !Objects.equals(before, now)) {
        differences.add(
            setting.key()
                + " was "
                + (before == null ? "not given" : before)
                + ", now "
                + (now == null ? "not given" : now));
      }
    }
    if (!differences.isEmpty()) {
      throw new InvalidInput(
          run
              + " was begun under another plan: "
              + String.join("; ", differences)
              + "; give the same settings or another --run");
    }
  }
}
