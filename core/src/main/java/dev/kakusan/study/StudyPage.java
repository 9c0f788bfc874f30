package dev.kakusan.study;

import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import java.util.List;
import java.util.Locale;

/** A study's table as a page of Markdown that says what each column is. */
public final class StudyPage {

  private StudyPage() {}

  /**
   * The page.
   *
   * @param pictures file names beside the page, each shown under its own name
   */
  public static String of(StudyTable table, List<String> pictures) {
    Study study = table.study();
    Settings s = study.base().settings();
    StringBuilder page = new StringBuilder();
    String kind = study.variants().kind();
    page.append(
        String.format(
            "# %s%ss side by side%n%n",
            kind.substring(0, 1).toUpperCase(Locale.ROOT), kind.substring(1)));
    page.append(
        String.format(
            Locale.ROOT,
            "%s: %,d runs of %s (batch %s), a network `%s`, T = %s, schedule `%s`, weighting"
                + " `%s`, variance `%s`%s.%n%n",
            table.data().location(),
            table.runs().size(),
            length(s),
            s.text(Setting.BATCH_SIZE),
            s.text(Setting.NETWORK),
            s.text(Setting.TIMESTEPS),
            s.text(Setting.SCHEDULE),
            s.text(Setting.WEIGHTING),
            s.text(Setting.VARIANCE),
            study.variants().areObjectives() ? "" : ", but for what a variant changes"));
    rows(page, table);
    page.append(legend(table));
    for (String picture : pictures) {
      page.append(String.format("%n![%s](%s)%n", picture, picture));
    }
    return page.toString();
  }

  private static String length(Settings settings) {
    return settings.has(Setting.STEPS)
        ? settings.text(Setting.STEPS) + " steps"
        : settings.text(Setting.EPOCHS) + " epochs";
  }

  private static void rows(StringBuilder page, StudyTable table) {
    page.append(String.format("| %s | %s", table.study().variants().kind(), table.unit()));
    page.append(
        " | loss variance | gradient variance | squared gradient | other way ÷ this | ms/step |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (StudyTable.Row row : table.rows()) {
      OverSeeds time = row.secondsPerStep();
      page.append(
          String.format(
              "| `%s` | %s | %s | %s | %s | %s | %s |%n",
              row.variant(),
              row.bound().fixed(3),
              row.lossVariance().scientific(),
              row.gradientVariance().scientific(),
              row.squaredGradient().scientific(),
              Double.isNaN(row.twin().mean()) ? "" : row.twin().fixed(2),
              new OverSeeds(1000 * time.mean(), 1000 * time.std(), time.seeds()).fixed(2)));
    }
  }

  private static String legend(StudyTable table) {
    Study study = table.study();
    return String.format(
        Locale.ROOT,
        """

        Each figure is a mean over the seeds ± the standard deviation over them.

        - **%s**: −ELBO of the averaged weights on %,d %s examples at most, terms by strata of t, one draw each.
        - **loss variance**: of the mean loss of a batch over %d draws of batch, uniform t and noise, on the final weights.
          The loss is weighted as the bound is (`elbo`), whatever trained the network, in nats per dimension.
        - **gradient variance**: of the gradient of that loss over the same draws: the variance of each coordinate, summed.
        - **squared gradient**: the squared norm of that gradient's mean, less the noise that %d draws leave in it.
        - **other way ÷ this**: the gradient variance of two draws where this one takes one (or of one where it takes
          two) on the same weights and draws, over the gradient variance of this one.
        """,
        table.unit(),
        study.examples(),
        study.base().measuredOn(),
        study.draws(),
        study.draws());
  }
}
