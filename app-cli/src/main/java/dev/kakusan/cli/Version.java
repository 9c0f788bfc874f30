package dev.kakusan.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Kakusan's version, as the build wrote it, and the JVM's. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "kakusan " + number(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
    };
  }

  /** Kakusan's version alone. */
  public static String number() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
