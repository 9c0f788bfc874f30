package dev.kakusan.verify;

import java.util.List;

/** Mistakes that a hand can make in the formulas, each of which {@code verify} must notice. */
final class Mutations {

  private static final String SCHEDULE = "schedule/NoiseSchedule.java";
  private static final String SCHEDULES = "schedule/NoiseSchedules.java";
  private static final String STEPS = "schedule/SamplingSteps.java";
  private static final String FORWARD = "process/ForwardProcess.java";
  private static final String PARAMETERIZATION = "process/Parameterization.java";
  private static final String VARIANCE = "process/ReverseVariance.java";
  private static final String LEARNED = "process/LearnedVariance.java";
  private static final String REVERSE = "process/ReverseProcess.java";
  private static final String TERMS = "objective/BoundTerms.java";
  private static final String RECONSTRUCTION = "objective/Reconstruction.java";
  private static final String LIKELIHOOD = "objective/LikelihoodTerms.java";
  private static final String TWO = "objective/TwoSampleObjective.java";
  private static final String ONE = "objective/DenoisingObjective.java";
  private static final String PIXELS = "objective/PixelDecoder.java";
  private static final String DENSITY = "objective/ContinuousDecoder.java";
  private static final String TIMES = "objective/TimestepSampler.java";
  private static final String LOSS_AWARE = "objective/LossAwareTimesteps.java";
  private static final String HISTORY = "objective/LossHistory.java";
  private static final String STRATA = "objective/TermSelection.java";
  private static final String LEDGER = "objective/LedgerSums.java";
  private static final String MIN_SNR = "objective/MinSnrWeighting.java";
  private static final String NAMED = "objective/NamedWeighting.java";
  private static final String ANCESTRAL = "sampling/AncestralSampler.java";
  private static final String DDIM = "sampling/DdimSampler.java";
  private static final String SAMPLE = "sampling/SampleModel.java";
  private static final String MASS = "compute/reference/NormalMass.java";

  private Mutations() {}

  static List<Mutation> all() {
    return List.of(
        new Mutation(
            "alphaBar of the step before",
            SCHEDULE,
            "logAlphaBar[t - 1] + Math.log1p(-b)",
            "logAlphaBar[t - 1] + Math.log1p(t == 1 ? -b : -beta[t - 1])"),
        new Mutation(
            "the noise scale without its root",
            SCHEDULE,
            "return Math.sqrt(noiseVariance(t));",
            "return noiseVariance(t);"),
        new Mutation(
            "beta for beta~ as the posterior's variance",
            SCHEDULE,
            "return beta(t) * noiseVariance(t - 1) / noiseVariance(t);",
            "return beta(t);"),
        new Mutation(
            "signal of t for t-1 in the posterior's factor of x_0",
            SCHEDULE,
            "signalScale(t - 1) * beta(t)",
            "signalScale(t) * beta(t)"),
        new Mutation(
            "alpha without its root in the posterior's factor of x_t",
            SCHEDULE,
            "Math.sqrt(alpha(t)) * noiseVariance(t - 1)",
            "alpha(t) * noiseVariance(t - 1)"),
        new Mutation(
            "a respaced schedule whose steps begin one time late",
            SCHEDULE,
            "logAlphaBar[t] - logAlphaBar[before]",
            "logAlphaBar[t] - logAlphaBar[Math.min(before + 1, t - 1)]"),
        new Mutation(
            "linear betas that miss the last by one step",
            SCHEDULES,
            "(last - first) * i / (steps - 1)",
            "(last - first) * i / steps"),
        new Mutation(
            "a cosine schedule half a step off",
            SCHEDULES,
            "(double) i / steps)",
            "(i + 0.5) / steps)"),
        new Mutation(
            "sampling that begins below T",
            STEPS,
            "steps * k / count",
            "steps * (k - 1) / count + 1"),
        new Mutation(
            "noise by its variance in the second draw",
            FORWARD,
            "Math.sqrt(schedule.beta(time))",
            "schedule.beta(time)"),
        new Mutation(
            "the posterior's two factors swapped",
            FORWARD,
            "x0.times(c.posteriorX0()).plus(xt.times(c.posteriorXt()))",
            "x0.times(c.posteriorXt()).plus(xt.times(c.posteriorX0()))"),
        new Mutation(
            "v with the other sign in the target only",
            PARAMETERIZATION,
            "eps.times(c.signal()).minus(x0.times(c.noise()))",
            "x0.times(c.noise()).minus(eps.times(c.signal()))"),
        new Mutation(
            "v with the other sign in the prediction only",
            PARAMETERIZATION,
            "xt.times(c.signal()).minus(v.times(c.noise()))",
            "xt.times(c.signal()).plus(v.times(c.noise()))"),
        new Mutation(
            "epsilon's x_0 not divided by the signal",
            PARAMETERIZATION,
            "xt.minus(eps.times(c.noise())).dividedBy(c.signal())",
            "xt.minus(eps.times(c.noise()))"),
        new Mutation(
            "epsilon's weight upside down (min-SNR, S10)",
            PARAMETERIZATION,
            "-s.noiseScale(t) / s.signalScale(t)",
            "-s.signalScale(t) / s.noiseScale(t)"),
        new Mutation(
            "the decoder's variance of t=1, which is 0, floored",
            VARIANCE,
            "schedule.steps() == 1 ? schedule.beta(1) : schedule.posteriorVariance(2)",
            "Math.max(1e-6, schedule.posteriorVariance(1))"),
        new Mutation(
            "the decoder's large variance taken from t=2",
            VARIANCE,
            "return schedule.beta(1);",
            "return schedule.beta(Math.min(2, schedule.steps()));"),
        new Mutation(
            "the learned variance's share not brought to [0, 1]",
            LEARNED,
            "v.plus(1).times(0.5)",
            "v.times(0.5)"),
        new Mutation(
            "S9 without its half",
            TERMS,
            "factor * factor / (2 * variance",
            "factor * factor / (variance"),
        new Mutation(
            "a KL without its log-ratio",
            TERMS,
            "(ratio - 1 - Math.log(ratio)) / 2",
            "(ratio - 1) / 2"),
        new Mutation(
            "a KL whose mismatch counts one dimension",
            TERMS,
            "d * varianceMismatch(time)",
            "varianceMismatch(time)"),
        new Mutation(
            "a learned variance's KL with the ratio upside down",
            TERMS,
            "r.times(-1).exp()",
            "r.exp()"),
        new Mutation(
            "the prior term without its logarithm",
            TERMS,
            "-alphaBar - Math.log1p(-alphaBar)",
            "-alphaBar"),
        new Mutation(
            "the prior term at T-1",
            TERMS,
            "int last = schedule().steps();",
            "int last = Math.max(1, schedule().steps() - 1);"),
        new Mutation(
            "elbo losses without T", TERMS, "(double) schedule().steps() / x0", "1.0 / x0"),
        new Mutation(
            "no reconstruction where any other time is met",
            RECONSTRUCTION,
            "decodes |= time == 1;",
            "decodes = time == 1;"),
        new Mutation(
            "a likelihood with the standard deviation for the variance",
            LIKELIHOOD,
            "1 / (2 * variance(time))",
            "1 / (2 * Math.sqrt(variance(time)))"),
        new Mutation(
            "two draws that share their noise",
            TWO,
            "key.child(\"onward\")",
            "key.child(\"noise\")"),
        new Mutation("x_{t-1} drawn at t", TWO, "map(time -> time - 1)", "map(time -> time)"),
        new Mutation(
            "min-SNR's weight not squared for the output",
            ONE,
            "weightOnX0.applyAsDouble(time) * step * step",
            "weightOnX0.applyAsDouble(time) * Math.abs(step)"),
        new Mutation(
            "hybrid whose bound trains the mean too",
            ONE,
            "return bound(parameterization.x0(xt, prediction, c).detach());",
            "return bound(parameterization.x0(xt, prediction, c));"),
        new Mutation(
            "min-SNR that takes the larger",
            MIN_SNR,
            "Math.min(schedule.snr(t), gamma)",
            "Math.max(schedule.snr(t), gamma)"),
        new Mutation("hybrid with ten times the bound", NAMED, "SHARE = 0.001", "SHARE = 0.01"),
        new Mutation(
            "no open edge at the lowest level",
            PIXELS,
            "lower.minus(beyondLower).minus(mean)",
            "lower.minus(mean)"),
        new Mutation(
            "bins of the width of a whole range of levels",
            PIXELS,
            "double half = 1.0 / (levels - 1);",
            "double half = 1.0 / levels;"),
        new Mutation(
            "a density without its half in the exponent",
            DENSITY,
            "1 / (2 * variance)",
            "1 / variance"),
        new Mutation(
            "training times that never meet T",
            TIMES,
            "1 + rng.nextInt(steps)",
            "1 + rng.nextInt(steps - 1)"),
        new Mutation(
            "loss-aware times without their weights", LOSS_AWARE, "1 / (steps * p[index])", "1"),
        new Mutation(
            "a history of weighed losses",
            LOSS_AWARE,
            "losses.get(i) / drawn.weight(i)",
            "losses.get(i)"),
        new Mutation(
            "a second moment without its root", HISTORY, "Math.sqrt(sum / KEPT)", "sum / KEPT"),
        new Mutation(
            "a stratum's weight one too small",
            STRATA,
            "return starts[stratum + 1] - starts[stratum];",
            "return Math.max(1, starts[stratum + 1] - starts[stratum] - 1);"),
        new Mutation("strata that begin at t=1", STRATA, "starts[0] = 2;", "starts[0] = 1;"),
        new Mutation(
            "a ledger that forgets weights of strata",
            LEDGER,
            "denoising[example] += weight * nats;",
            "denoising[example] += nats;"),
        new Mutation(
            "a standard error over n for one over the root of n",
            "objective/Estimate.java",
            "/ Math.sqrt(n);",
            "/ n;"),
        new Mutation(
            "draws of one example counted as so many examples",
            LEDGER,
            "if (owner != example) {",
            "if (owner >= 0) {"),
        new Mutation(
            "a learned variance's noise by the variance", REVERSE, "r.times(0.5).exp()", "r.exp()"),
        new Mutation("ancestral noise at t=1", ANCESTRAL, "k == 1 ? mean :", "k == 0 ? mean :"),
        new Mutation(
            "DDIM that leaves its sigma in the direction",
            DDIM,
            "schedule.noiseVariance(k - 1) - sigma * sigma",
            "schedule.noiseVariance(k - 1)"),
        new Mutation(
            "DDIM's sigma by beta",
            DDIM,
            "eta * Math.sqrt(schedule.posteriorVariance(k))",
            "eta * Math.sqrt(schedule.beta(k))"),
        new Mutation(
            "DDIM's signal of k for k-1",
            DDIM,
            "x0.times(schedule.signalScale(k - 1))",
            "x0.times(schedule.signalScale(k))"),
        new Mutation("a network told the short chain's times", SAMPLE, "times[k[i] - 1]", "k[i]"),
        new Mutation(
            "a sampler that folds from a step too low",
            SAMPLE,
            "SamplingSteps.all(times.length),",
            "SamplingSteps.all(Math.max(1, times.length - 1)),"),
        new Mutation(
            "a narrow bin's mass without its width",
            MASS,
            "Math.log(2 * h * integral)",
            "Math.log(2 * integral)"));
  }
}
