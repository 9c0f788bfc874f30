package dev.kakusan.cli.command;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MachineRates;
import dev.kakusan.compute.Products;

/**
 * A step's work beside what the machine can do.
 *
 * @param operations floating-point operations of a step
 * @param perSecond of them in the median step
 * @param machine measured after the steps, in the same process
 */
record Roofline(double operations, double perSecond, MachineRates machine) {

  static Roofline of(Backend backend, DenoiserSpec spec, int batch, double stepMillis) {
    double operations = (double) batch * Products.training(spec);
    return new Roofline(operations, operations / stepMillis * 1000, backend.rates());
  }

  double fraction() {
    return perSecond / machine.operations();
  }
}
