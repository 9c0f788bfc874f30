package dev.kakusan.verify;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Kakusan with one source file compiled anew: its own classes first, then those of the build. */
final class Mutant extends URLClassLoader {

  private Mutant(URL[] places) {
    super(places, Mutant.class.getClassLoader());
  }

  /** Compiles {@code source} into {@code folder} and puts its classes before the build's. */
  static Mutant of(String file, String source, Path folder) throws IOException {
    compile(file, source, folder);
    List<URL> places = new ArrayList<>(List.of(folder.toUri().toURL()));
    for (Class<?> there : List.of(Verify.class, Mutant.class)) {
      places.add(there.getProtectionDomain().getCodeSource().getLocation());
    }
    return new Mutant(places.toArray(URL[]::new));
  }

  private static void compile(String file, String source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(messages, Locale.ROOT, StandardCharsets.UTF_8)) {
      Files.createDirectories(folder);
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              folder.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      boolean done =
          compiler
              .getTask(null, files, messages, options, null, List.of(inMemory(file, source)))
              .call();
      if (!done) {
        throw new AssertionError(file + " does not compile: " + messages.getDiagnostics());
      }
    }
  }

  private static JavaFileObject inMemory(String file, String source) {
    URI place = URI.create("string:///dev/kakusan/" + file);
    return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** The program's classes come from here, all others from above. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null && name.startsWith("dev.kakusan.")) {
        loaded = findClass(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }
}
