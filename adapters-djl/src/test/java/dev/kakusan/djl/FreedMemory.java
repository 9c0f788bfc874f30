package dev.kakusan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.kakusan.compute.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program: makes and frees arrays of a training step's size, and prints its page faults. */
final class FreedMemory {

  private FreedMemory() {}

  public static void main(String[] args) throws IOException {
    try (Backend backend = new DjlBackendProvider().open("cpu", 1)) {
      DjlCompute compute = ((DjlBackend) backend).compute();
      touch(compute);
      touch(compute); // where the heap's blocks lie is then settled
      long before = faults();
      for (int i = 0; i < 10; i++) {
        touch(compute);
      }
      System.out.println(faults() - before);
    }
  }

  /** 64 arrays of 1.5 MiB: 24,576 pages of 4 KiB. */
  private static void touch(DjlCompute compute) {
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      arrays.add(compute.manager().ones(new Shape(32, 16, 28, 28)));
    }
    arrays.forEach(NDArray::close);
  }

  /** The minor faults of this process, the tenth field. */
  private static long faults() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[7]);
  }
}
