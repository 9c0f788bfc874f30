package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that cannot be: each is refused in one line, before anything is written. */
final class BadSettingsIT {

  @TempDir static Path folder;

  @BeforeAll
  static void data() {
    SmallData.csv(folder.resolve("small.csv"), 40);
  }

  private void refused(List<String> line, String... words) {
    List<String> before = Folders.names(folder);
    assertRefused(kakusan(folder, line.toArray(String[]::new)), words);
    assertThat(Folders.names(folder)).isEqualTo(before);
    assertThat(folder.resolve("R")).doesNotExist();
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --timesteps 0                     | timesteps must be in 1..1000000 … got 0
          --learning-rate 0                 | learning-rate must be above 0 and finite … got 0.0
          --learning-rate=-1                | learning-rate must be above 0 and finite … got -1.0
          --learning-rate NaN               | learning-rate must be above 0 and finite … got NaN
          --learning-rate quick             | --learning-rate … quick
          --channels 10,16                  | channels must divide by groups=4 … got 10
          --channels 8,,16                  | --channels
          --channels 8,8,8,8,8              | size that divides by 16 … got 8x8
          --attention 7                     | attention must be … 0..1 … got '7'
          --head-dim 7                      | head-dim=7 … got 16
          --batch-size 0                    | batch-size must be in … got 0
          --ema 1                           | ema must lie in [0, 1) … got 1.0
          --clip-norm 0                     | clip-norm must be above 0 … got 0.0
          --adam-beta1 1                    | adam-beta1 must lie in [0, 1) … got 1.0
          --steps 0                         | steps must be at least 1 … got 0
          --steps 1.5                       | --steps must be a whole number … got '1.5'
          --minutes -1                      | minutes must be above 0 … got -1.0
          --steps 3 --epochs 2              | give one of steps, epochs and minutes
          --stop-at 0                       | --stop-at must be at least 1 … got 0
          --objective eps                   | must be one of … epsilon … got 'eps'
          --weighting heavy                 | must be one of simple … got 'heavy'
          --weighting min-snr:-1            | min-snr:GAMMA wants … above 0 and finite, got '-1'
          --variance learned                | learned gets no gradient from weighting simple
          --weighting hybrid                | hybrid … needs variance learned, got small
          --objective two-sample --weighting min-snr:5 | min-snr:5 weighs an error of x_0 … two-sample
          --timestep-sampling loss-aware --steps 31 | 10 losses at each of 50 … 32 steps … got steps 31
          --schedule quadratic              | linear, cosine … got 'quadratic'
          --schedule 0.1,2                  | beta must lie in (0, 1) … got 2.0 at t=2 of 2
          --variance medium                 | must be one of … got 'medium'
          --network transformer             | must be one of unet, mlp … got 'transformer'
          --rate-schedule step              | must be one of … constant … got 'step'
          --resize 9                        | size that divides by 2 … got 9x9
          --optimizer adam                  | must be one of adamw, muon … got 'adam'
          --muon-momentum 1                 | muon-momentum must lie in [0, 1), got 1
          --muon-factor 0                   | muon-factor must be above 0, got 0
          --threads 0                       | threads must be in 1..4096 … got 0
          --threads -1                      | threads must be in 1..4096 … got -1
          --backend jax                     | no backend 'jax'; known: djl, reference
          --device gpu:99                   | no device 'gpu:99' for backend djl; there are: [cpu
          --precision float16               | must be one of … float32, tf32, bfloat16 … got 'float16'
          --precision tf32                  | djl on cpu knows no precision tf32; known: [float32
          --precision float64               | knows no precision float64; known: [float32, bfloat16]
          --backend reference --network mlp --precision float32 | knows no precision float32; known: [float64]
          --force-precision maybe           | must be one of true, false … got 'maybe'
          --backend reference               | reference … network unet; choose … --network mlp
          --preset huge                     | no preset 'huge'; known: images, digits
          --no-such-option 3                | Unknown option … --no-such-option
          --config nowhere.yaml             | --config nowhere.yaml: no such file
          --data ftp://host/x               | no data source for scheme 'ftp' in ftp://host/x
          --data builtin:faces              | no builtin data set 'faces'; known: [digits
          --data nowhere                    | nowhere: no such file or folder
          --run ftp://host/x                | no store for scheme 'ftp' in ftp://host/x; known: file
          --run small.csv                   | small.csv is a file, where a folder is wanted
          --run small.csv/below             | small.csv/below … Not a directory
          """)
  void training(String options, String words) {
    List<String> given = words(options);
    List<String> line = new ArrayList<>(List.of("train"));
    line.addAll(given);
    line.addAll(given.contains("--preset") ? List.of() : List.of("--preset", "tiny"));
    line.addAll(given.contains("--run") ? List.of() : List.of("--run", "R"));
    if (!given.contains("--data")) {
      line.addAll(List.of("--data", "small.csv" + SmallData.CSV_OPTIONS));
    }
    refused(line, words.split(" … ", -1));
  }

  @Test
  void aConfigFile() {
    refusedConfig("lerning-rate: 3\n", "bad.yaml: lerning-rate: no such setting; known: data");
    refusedConfig("steps: [3\n", "bad.yaml line 2: no YAML");
    refusedConfig("steps: 3\nsteps: 4\n", "bad.yaml line 2: steps is given twice");
    refusedConfig("learning-rate: -0.5\n", "learning-rate must be above 0 and finite, got -0.5");
    refusedConfig("objective: noise\n", "bad.yaml: objective must be one of", "got 'noise'");
    refusedConfig(
        "steps: 3 # f\u00fcr", StandardCharsets.ISO_8859_1, "bad.yaml is no text in UTF-8");
    refusedConfig("- 1\n- 2\n", "bad.yaml: wants lines of the form 'key: value'");
  }

  private void refusedConfig(String yaml, String... words) {
    refusedConfig(yaml, StandardCharsets.UTF_8, words);
  }

  private void refusedConfig(String yaml, Charset charset, String... words) {
    SmallData.write(folder.resolve("bad.yaml"), yaml.getBytes(charset));
    refused(words("train --run R --preset tiny --config bad.yaml"), words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sample --run nowhere --out a.png                          | nowhere holds no checkpoint
          evaluate --run nowhere                                    | nowhere holds no checkpoint
          inspect nowhere                                           | nowhere holds no plan.yaml
          inspect small.csv                                         | small.csv is a file
          inspect                                                   | Missing required parameter
          sample --run R                                            | Missing required option: '--out
          diffuse --data builtin:digits --out a.npy                 | --out must end with .png
          diffuse --data builtin:digits --timesteps 0 --out a.png   | timesteps must be at least 1
          diffuse --data builtin:digits --schedule odd --out a.png  | --schedule must be one of
          diffuse --data nowhere --out a.png                        | nowhere: no such file or folder
          bench --measure 0                                         | --measure must be at least 1
          bench --measure 0 --sample 9 --profile                     | --measure must be at least 1
          bench --sample 0                                          | --sample must be at least 1
          bench --precision half                                    | --precision must be one of
          bench --optimizer muon --peer P                           | --peer wants --optimizer adamw, got muon
          bench --preset huge                                       | no preset 'huge'
          paint                                                     | 'paint'
          """)
  void otherCommands(String line, String word) {
    refused(words(line), word);
  }

  @Test
  void noCommandAtAll() {
    refused(List.of(), "no command given; kakusan --help lists the commands");
  }

  @Test
  void anEmptyRunLocation() {
    refused(List.of("train", "--run", ""), "a run's location must name a folder, got ''");
  }
}
