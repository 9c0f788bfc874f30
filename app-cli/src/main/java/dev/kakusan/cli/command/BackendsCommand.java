package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.compute.BackendProvider;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what can compute. */
@Command(
    name = "backends",
    mixinStandardHelpOptions = true,
    description = "Lists the backends, their engines' versions, and the devices found here.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan backends",
      "  kakusan train --backend reference --network mlp --data builtin:moons",
      "  kakusan train --backend djl --device gpu:0"
    })
public final class BackendsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode object = Jsons.object();
    ArrayNode list = object.putArray("backends");
    if (!json) {
      out.printf("%-10s %-9s %-40s %s%n", "backend", "precision", "engine", "devices");
    }
    for (BackendProvider provider : Application.backends().providers()) {
      ObjectNode one = list.addObject();
      one.put("name", provider.name());
      one.put("engine", provider.engine());
      one.put("precision", provider.precision().name());
      ArrayNode devices = one.putArray("devices");
      provider.devices().forEach(devices::add);
      if (!json) {
        out.printf(
            "%-10s %-9s %-40s %s%n",
            provider.name(),
            provider.precision().toString().toLowerCase(Locale.ROOT),
            provider.engine(),
            String.join(", ", provider.devices()));
      }
    }
    if (json) {
      out.println(Jsons.text(object));
    }
    out.flush();
    return 0;
  }
}
