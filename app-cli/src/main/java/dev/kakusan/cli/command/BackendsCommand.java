package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.compute.BackendProvider;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    ObjectNode object = Jsons.object();
    ArrayNode list = object.putArray("backends");
    List<String> lines = new ArrayList<>();
    lines.add(line("backend", "precision", "engine", "devices"));
    for (BackendProvider provider : Application.backends().providers()) {
      ObjectNode one = list.addObject();
      one.put("name", provider.name());
      one.put("engine", provider.engine());
      one.put("precision", provider.precision().name());
      ArrayNode devices = one.putArray("devices");
      provider.devices().forEach(devices::add);
      lines.add(
          line(
              provider.name(),
              provider.precision().toString().toLowerCase(Locale.ROOT),
              provider.engine(),
              String.join(", ", provider.devices())));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Jsons.text(object));
    } else {
      lines.forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private static String line(String name, String precision, String engine, String devices) {
    return String.format("%-10s %-9s %-40s %s", name, precision, engine, devices);
  }
}
