package dev.kakusan.storage.run;

import dev.kakusan.storage.Run;
import dev.kakusan.storage.place.Stores;
import dev.kakusan.study.StudyStore;

/** Opens the run or the study at a location. */
public final class Runs {

  private final Stores stores;

  public Runs(Stores stores) {
    this.stores = stores;
  }

  /**
   * The run at a location such as {@link Stores} takes, whether it was begun or not.
   *
   * @throws dev.kakusan.InvalidInput for a location that is none, or an unknown scheme
   */
  public Run open(String location) {
    return new BlobRun(stores.open(location, "a run"), stores.nearby(location));
  }

  /**
   * The study at a location such as {@link #open} takes, whether it was begun or not; its runs lie
   * below it.
   *
   * @throws dev.kakusan.InvalidInput as {@link #open} does
   */
  public StudyStore study(String location) {
    String above = location.replaceFirst("/+$", "");
    return new BlobStudy(stores.open(location, "a study"), name -> open(above + "/" + name));
  }
}
