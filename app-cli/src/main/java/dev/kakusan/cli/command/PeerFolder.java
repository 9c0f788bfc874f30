package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import dev.kakusan.storage.run.Safetensors;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What another program needs to be held to a network and timed beside it: {@code config.json} with
 * the network (for a U-Net the arguments of diffusers' UNet2DModel) and the step, {@code
 * weights.safetensors} with every weight drawn, and {@code probe.safetensors} with an input, its
 * times and what the network said.
 */
final class PeerFolder {

  private static final int PROBED = 4;

  private PeerFolder() {}

  static void write(Path folder, Backend backend, TrainingPlan plan, Shape example)
      throws IOException {
    if (plan.optimizer().muon().isPresent()) {
      throw new InvalidInput("a peer's step is AdamW's: --peer wants --optimizer adamw, got muon");
    }
    DenoiserSpec spec = plan.network(example);
    RandomKey key = RandomKey.root(plan.seed()).child("peer");
    Files.createDirectories(folder);
    Files.write(
        folder.resolve("config.json"),
        Jsons.text(config(plan, spec)).getBytes(StandardCharsets.UTF_8));
    List<NamedArray> weights = spec.parameters().stream().map(p -> drawn(p, key)).toList();
    Files.write(folder.resolve("weights.safetensors"), Safetensors.write(weights));
    try (TrainableDenoiser network = backend.denoiser(spec, plan.optimizer(), key)) {
      network.readFrom(
          WeightPart.MODEL,
          name -> weights.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow());
      Files.write(
          folder.resolve("probe.safetensors"),
          Safetensors.write(probe(backend, network, spec, plan.schedule().steps(), key)));
    }
  }

  /** Normal draws of variance 1/fan-in for what multiplies, around 1 for scales, small for rest. */
  private static NamedArray drawn(ParameterSpec parameter, RandomKey key) {
    Shape shape = parameter.shape();
    double[] values = key.child(parameter.name()).gaussians(shape.size());
    boolean scale = parameter.initial() == ParameterSpec.Initial.ONES;
    double width = shape.rank() > 1 ? Math.sqrt((double) shape.dim(0) / shape.size()) : 0.1;
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] * width + (scale ? 1 : 0);
    }
    return new NamedArray(parameter.name(), shape, Precision.FLOAT32, values);
  }

  private static List<NamedArray> probe(
      Backend backend, TrainableDenoiser network, DenoiserSpec spec, int steps, RandomKey key) {
    Shape batch = spec.example().batchOf(PROBED);
    double[] x = key.child("x").gaussians(batch.size());
    int[] t = new int[PROBED];
    Arrays.setAll(t, i -> 1 + i * (steps - 1) / (PROBED - 1));
    double[] output =
        backend
            .compute()
            .tidied(() -> network.predict(backend.compute().tensor(x, batch), t).toDoubles());
    List<NamedArray> arrays = new ArrayList<>();
    arrays.add(new NamedArray("x", batch, Precision.FLOAT32, x));
    arrays.add(
        new NamedArray(
            "t", Shape.of(PROBED), Precision.FLOAT32, Arrays.stream(t).asDoubleStream().toArray()));
    arrays.add(new NamedArray("output", spec.output().batchOf(PROBED), Precision.FLOAT32, output));
    return arrays;
  }

  private static ObjectNode config(TrainingPlan plan, DenoiserSpec spec) {
    ObjectNode config = Jsons.object();
    config.put("network", spec.kind());
    config.set("example", numbers(Arrays.stream(spec.example().dims()).boxed().toList()));
    if (spec instanceof UNetSpec unet) {
      config.set("arguments", diffusers(unet));
    } else if (spec instanceof MlpSpec mlp) {
      config.set("widths", numbers(mlp.widths()));
      config.put("timeFeatures", mlp.timeFeatures());
    }
    OptimizerSpec adam = plan.optimizer();
    config.put("batchSize", plan.batchSize());
    config.put("timesteps", plan.schedule().steps());
    config.put("learningRate", plan.rate().highest());
    config.put("beta1", adam.beta1());
    config.put("beta2", adam.beta2());
    config.put("epsilon", adam.epsilon());
    config.put("weightDecay", adam.weightDecay());
    config.put("clipNorm", adam.clipNorm());
    config.put("ema", plan.averaging().decay());
    return config;
  }

  /** The arguments of UNet2DModel. */
  private static ObjectNode diffusers(UNetSpec spec) {
    ObjectNode arguments = Jsons.object();
    arguments.set("sample_size", numbers(List.of(spec.example().dim(1), spec.example().dim(2))));
    arguments.put("in_channels", spec.example().dim(0));
    arguments.put("out_channels", spec.output().dim(0));
    arguments.set("block_out_channels", numbers(spec.channels()));
    arguments.put("layers_per_block", spec.layersPerBlock());
    ArrayNode down = arguments.putArray("down_block_types");
    ArrayNode up = arguments.putArray("up_block_types");
    for (boolean attends : spec.attention()) {
      down.add(attends ? "AttnDownBlock2D" : "DownBlock2D");
      up.insert(0, attends ? "AttnUpBlock2D" : "UpBlock2D");
    }
    arguments.put("add_attention", spec.middleAttention());
    arguments.put("attention_head_dim", spec.headDim());
    arguments.put("norm_num_groups", spec.groups());
    arguments.put("norm_eps", UNetSpec.NORM_EPSILON);
    return arguments;
  }

  private static ArrayNode numbers(List<Integer> values) {
    ArrayNode array = Jsons.object().arrayNode();
    values.forEach(array::add);
    return array;
  }
}
