package dev.kakusan.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomKeyTest {

  private static final int DRAWS = 100_000;

  private static void assertStandardNormal(String what, double[] draws) {
    int n = draws.length;
    // Five standard errors: 1/√n of the mean, √(2/n) of the variance.
    assertThat(new Mean().evaluate(draws)).as(what).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(new Variance().evaluate(draws))
        .as(what)
        .isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    // √n D exceeds 3 with chance 2 e^−18, about 3e-8 (Kolmogorov's limit).
    double distance =
        new KolmogorovSmirnovTest()
            .kolmogorovSmirnovStatistic(new NormalDistribution(null, 0, 1), draws);
    assertThat(Math.sqrt(n) * distance).as(what).isLessThan(3);
  }

  /** Pearson's statistic of equally likely counts, refused where its chance is below 1e-7. */
  private static void assertUniform(String what, long[] counts) {
    double[] expected = new double[counts.length];
    Arrays.fill(expected, (double) Arrays.stream(counts).sum() / counts.length);
    double bound =
        new ChiSquaredDistribution(null, counts.length - 1).inverseCumulativeProbability(1 - 1e-7);
    assertThat(new ChiSquareTest().chiSquare(expected, counts)).as(what).isLessThan(bound);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 42, -1, Long.MIN_VALUE})
  void gaussiansAreStandardNormal(long seed) {
    assertStandardNormal("seed " + seed, RandomKey.root(seed).gaussians(DRAWS));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 42, -1, Long.MIN_VALUE})
  void theFirstDrawsOfNeighbouringKeysAreIndependentNormals(long seed) {
    RandomKey parent = RandomKey.root(seed).child("train");
    double[] byNumber = new double[DRAWS];
    double[] byName = new double[DRAWS];
    double[] byRoot = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      byNumber[i] = parent.child(i).gaussians(1)[0];
      byName[i] = parent.child("step" + i).gaussians(1)[0];
      byRoot[i] = RandomKey.root(seed + i).gaussians(1)[0];
    }
    for (double[] draws : List.of(byNumber, byName, byRoot)) {
      assertStandardNormal("seed " + seed, draws);
      double[] next = Arrays.copyOfRange(draws, 1, DRAWS);
      double[] same = Arrays.copyOfRange(draws, 0, DRAWS - 1);
      assertUncorrelated("neighbours of seed " + seed, same, next);
    }
    assertUncorrelated("number and name", byNumber, byName);
    assertUncorrelated("number and root", byNumber, byRoot);
  }

  private static void assertUncorrelated(String what, double[] a, double[] b) {
    // The correlation of independent draws has the standard error 1/√n; five of them.
    assertThat(new PearsonsCorrelation().correlation(a, b))
        .as(what)
        .isCloseTo(0, within(5 / Math.sqrt(a.length)));
  }

  @Test
  void aKeyAndItsChildrenHaveUnrelatedStreams() {
    RandomKey key = RandomKey.root(5);
    double[] own = key.gaussians(DRAWS);
    for (RandomKey child : List.of(key.child(0), key.child(1), key.child(""), key.child("a"))) {
      assertUncorrelated(child.toString(), own, child.gaussians(DRAWS));
    }
  }

  @Test
  void uniformsFillTheirRangeEvenly() {
    for (long seed = 0; seed < 5; seed++) {
      double[] values = new double[DRAWS];
      RandomKey.root(seed).uniforms(values, -2, 3);
      long[] counts = new long[100];
      for (double value : values) {
        assertThat(value).isBetween(-2.0, 3.0);
        counts[(int) ((value + 2) * 20)]++;
      }
      assertUniform("seed " + seed, counts);
    }
  }

  @Test
  void indicesOverKeysAreUniform() {
    long[] counts = new long[7];
    for (int i = 0; i < DRAWS; i++) {
      counts[RandomKey.root(9).child(i).index(7)]++;
    }
    assertUniform("index", counts);
  }

  @Test
  void deviceSeedsRarelyMeet() {
    Set<Integer> seeds = new HashSet<>();
    int keys = 10_000;
    for (int i = 0; i < keys; i++) {
      seeds.add(RandomKey.root(9).child(i).seed());
    }
    // n²/2 pairs meet with chance 2^−32 each: 0.012 meetings are expected; 3 have chance 3e-7.
    assertThat(seeds).hasSizeGreaterThan(keys - 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
  void aPermutationHoldsEveryNumberOnce(int n) {
    int[] permutation = RandomKey.root(n).permutation(n);
    assertThat(Arrays.stream(permutation).sorted().toArray())
        .isEqualTo(IntStream.range(0, n).toArray());
  }

  @Test
  void allPermutationsOfFourAreEquallyLikely() {
    long[] counts = new long[256];
    for (int i = 0; i < 24_000; i++) {
      int code = 0;
      for (int digit : RandomKey.root(1).child(i).permutation(4)) {
        code = 4 * code + digit;
      }
      counts[code]++;
    }
    long[] met = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(met).hasSize(24);
    assertUniform("permutations", met);
  }

  @Test
  void theSameAddressGivesTheSameDrawsWheneverTheyAreMade() {
    RandomKey one = RandomKey.root(7).child("train").child(12).child("noise");
    RandomKey two = RandomKey.root(7).child("train").child(12).child("noise");
    assertThat(two).isEqualTo(one).hasSameHashCodeAs(one).hasToString(one.toString());
    double[] first = one.gaussians(100);
    assertThat(one.gaussians(100)).isEqualTo(first);
    assertThat(two.gaussians(100)).isEqualTo(first);
    assertThat(two.gaussians(10)).isEqualTo(Arrays.copyOf(first, 10));
  }

  @Test
  void gaussiansIntoAnArrayTouchTheirPlacesOnly() {
    double[] values = {9, 9, 9, 9, 9};
    RandomKey key = RandomKey.root(3);
    key.gaussians(values, 1, 3);
    double[] expected = key.gaussians(3);
    assertThat(values).containsExactly(9, expected[0], expected[1], expected[2], 9);
  }

  @Test
  void differentAddressesAreDifferentKeys() {
    RandomKey root = RandomKey.root(1);
    List<RandomKey> keys =
        List.of(
            root,
            RandomKey.root(2),
            root.child("ab"),
            root.child("a").child("b"),
            root.child("b").child("a"),
            root.child("ba"),
            root.child("a"),
            root.child(""),
            root.child("").child(""),
            root.child(0),
            root.child(1),
            root.child(-1),
            root.child("1"),
            root.child(0).child(0),
            root.child(1).child("a"),
            root.child("a").child(1),
            root.child("é"),
            root.child("e"));
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keys.stream().map(key -> key.gaussians(1)[0])).doesNotHaveDuplicates();
  }

  @Test
  void aHundredThousandChildrenAreDistinct() {
    Set<RandomKey> keys = new HashSet<>();
    RandomKey root = RandomKey.root(0);
    for (int i = 0; i < DRAWS / 2; i++) {
      keys.add(root.child(i));
      keys.add(root.child("n" + i));
    }
    assertThat(keys).hasSize(DRAWS);
  }

  /** Runs of the past are repeated only while these stand: a change here is a change of format. */
  @Test
  void streamsNeverChangeSilently() {
    assertThat(RandomKey.root(0)).hasToString("0000000000000000e220a8397b1dcdaf");
    RandomKey step = RandomKey.root(42).child("train").child(7);
    assertThat(step).hasToString("f71f949a842ea2667cafe134a20faec0");
    // Within an ulp or two: the ziggurat's wedge calls exp, which platforms round differently.
    double[] gaussians = {
      -1.4741671351504564, 1.0319761083035743, 1.549248777339209, 1.21354757324189
    };
    assertThat(step.gaussians(4)).containsExactly(gaussians, within(1e-15));
    double[] uniforms = new double[3];
    RandomKey.root(-3).child("noise").uniforms(uniforms, -1, 1);
    assertThat(uniforms)
        .containsExactly(-0.20792480534133784, 0.31243395041658495, -0.9346849744574444);
    assertThat(RandomKey.root(5).index(1000)).isEqualTo(810);
    assertThat(RandomKey.root(5).seed()).isEqualTo(-575111472);
    assertThat(RandomKey.root(6).permutation(8)).containsExactly(7, 3, 0, 4, 2, 1, 5, 6);
  }
}
