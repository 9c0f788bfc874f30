package dev.kakusan.cli;

import dev.kakusan.InvalidInput;
import dev.kakusan.training.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How a failure looks: one line on standard error. Exit code 2 where something given cannot be
 * used, 1 where the work failed on the way. Only a failure that nobody foresaw shows its stack.
 */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    String hint = "";
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      hint = "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    say(err, e.getMessage() + hint);
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof InvalidInput) {
      say(err, e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof DivergedException) {
      say(err, e.getMessage());
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      say(err, describe(e));
    } else {
      err.println("kakusan: this should not have happened; please report it with the lines below");
      e.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  /** An IOException's words; where it is no more than a path, with what happened to that path. */
  private static String describe(Throwable e) {
    Throwable cause = e.getCause();
    if (cause != null && cause.toString().equals(e.getMessage())) {
      return describe(cause); // wrapped without a word
    }
    boolean bare = e instanceof FileSystemException fs && fs.getReason() == null;
    return bare || e.getMessage() == null
        ? e.toString().replaceFirst("^[\\w.]*\\.", "")
        : e.getMessage();
  }

  private static void say(PrintWriter err, @Nullable String message) {
    err.println("kakusan: " + String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
