package dev.kakusan.data.builtin;

import java.util.List;

/** The ways in which people write the ten digits. */
final class DigitShapes {

  private static final List<List<Skeleton>> SHAPES =
      List.of(
          List.of(
              Skeleton.of(5, "58,5 32,12 14,42 20,78 46,96 76,82 88,48 76,16 52,4 38,10"),
              Skeleton.of(2, "70,14 44,6 18,28 12,62 32,92 64,92 86,62 84,26 62,8 40,14"),
              Skeleton.of(1, "30,16 14,50 28,88 58,94 84,68 84,30 62,6 34,12 22,30")),
          List.of(
              Skeleton.of(7, "52,3 50,35 50,66 49,97"),
              Skeleton.of(1.5, "36,22 53,4! 51,50 50,97"),
              Skeleton.of(0.7, "34,24 52,4! 50,50 50,95! / 28,96 50,95 74,96")),
          List.of(
              Skeleton.of(4, "16,24 32,7 62,5 78,24 68,50 42,74 14,95! 50,93 90,92"),
              Skeleton.of(
                  3, "16,22 36,5 68,8 78,28 64,56 38,82 18,92 12,80 28,72 54,84 74,94 94,86"),
              Skeleton.of(2, "20,18 44,4 74,14 76,38 54,62 18,90! 42,82 66,94 92,90")),
          List.of(
              Skeleton.of(4, "18,14 44,3 74,12 74,32 42,47! 66,50 84,68 74,90 44,98 14,88"),
              Skeleton.of(2, "20,12 48,3 74,16 66,38 44,47 58,50 80,62 82,84 54,98 16,90"),
              Skeleton.of(1, "18,8 50,7 78,7! 58,27 44,42! 68,48 82,66 72,90 44,97 14,88")),
          List.of(
              Skeleton.of(4, "26,6 20,32 18,52! 46,54 84,48 / 76,6 70,48 64,97"),
              Skeleton.of(3, "24,8 16,34 24,54 48,55 72,44 / 76,5 74,44 70,97"),
              Skeleton.of(3, "62,4 40,30 10,63! 48,63 92,60 / 66,28 64,60 60,97"),
              Skeleton.of(2, "68,4 42,30 14,58! 50,60 66,52! 68,28 69,5! 66,50 62,97")),
          List.of(
              Skeleton.of(
                  4, "34,8 30,26 25,44! 48,37 74,46 80,68 64,90 38,97 14,88 / 34,8 58,8 86,5"),
              Skeleton.of(3, "84,6 58,9 36,9! 30,26 25,43! 50,38 76,50 76,76 52,96 14,92"),
              Skeleton.of(2, "86,10 60,5 36,16 28,36 48,46 70,58 72,82 46,97 16,88")),
          List.of(
              Skeleton.of(4, "66,4 42,20 24,48 20,76 40,96 68,90 76,68 58,54 34,62 22,80"),
              Skeleton.of(3, "44,3 28,32 22,64 34,92 62,95 76,76 66,58 44,58 26,74"),
              Skeleton.of(1, "74,8 50,8 26,32 18,64 30,92 60,96 80,76 68,54 40,54 22,70")),
          List.of(
              Skeleton.of(5, "12,12 46,9 84,8! 66,42 52,70 44,97"),
              Skeleton.of(2, "12,12 46,9 84,8! 66,42 52,70 44,97 / 38,54 58,51 80,48"),
              Skeleton.of(2, "14,26 16,9! 50,10 84,7! 64,44 50,97"),
              Skeleton.of(2, "12,16 40,6 72,8 80,24 68,56 58,97")),
          List.of(
              Skeleton.of(
                  4,
                  "76,16 50,4 26,16 32,36 54,48 74,68 64,92 42,97 24,82 32,62 54,47 74,28 78,14"),
              Skeleton.of(
                  3,
                  "52,48 28,36 28,14 52,4 74,16 70,36 50,48 28,62 22,84 46,97 74,88 76,66 54,50"),
              Skeleton.of(
                  1.5, "30,14 34,34 58,50 72,72 58,95 34,92 28,72 48,50 68,32 72,12 50,4 32,14")),
          List.of(
              Skeleton.of(4, "76,20 54,5 28,18 22,40 42,52 66,42 77,18! 75,56 70,97"),
              Skeleton.of(2, "74,24 58,6 32,14 24,38 44,52 68,40 76,18 74,54 58,90 32,95"),
              Skeleton.of(2, "70,16 46,6 24,22 30,46 54,48 70,24! 64,60 54,97")));

  private DigitShapes() {}

  /** One way of writing {@code digit}, chosen by weight. */
  static Skeleton choose(int digit, Draws draws) {
    List<Skeleton> ways = SHAPES.get(digit);
    double total = 0;
    for (Skeleton way : ways) {
      total += way.weight();
    }
    double at = draws.uniform(0, total);
    for (Skeleton way : ways) {
      at -= way.weight();
      if (at < 0) {
        return way;
      }
    }
    return ways.get(0);
  }
}
