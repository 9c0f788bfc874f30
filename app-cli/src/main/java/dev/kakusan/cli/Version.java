package dev.kakusan.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Kakusan's version, as the build wrote it, and the JVM's. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "kakusan " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
    };
  }
}
