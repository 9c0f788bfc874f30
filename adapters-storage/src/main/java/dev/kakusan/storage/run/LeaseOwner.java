package dev.kakusan.storage.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who holds a lease, as it is written there.
 *
 * @param id of this holding, never used again
 * @param host for people
 * @param machine the same text only where process numbers mean the same: host, boot, and name space
 * @param pid the process's number there
 * @param started when the process started, by the machine's own count; empty where unknown
 * @param since when the lease was taken, for people
 * @param lapseMillis without a sign after which the lease lapses
 */
record LeaseOwner(
    String id,
    String host,
    String machine,
    long pid,
    String started,
    String since,
    long lapseMillis) {

  static LeaseOwner here(long lapseMillis) {
    long pid = ProcessHandle.current().pid();
    String host = hostName();
    return new LeaseOwner(
        UUID.randomUUID().toString(),
        host,
        String.join(
            " ", host, firstLine("/proc/sys/kernel/random/boot_id"), link("/proc/self/ns/pid")),
        pid,
        started(pid),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        lapseMillis);
  }

  /** Whether it is certain that the process has ended. */
  boolean ended() {
    if (!machine.equals(here(lapseMillis).machine)) {
      return false;
    }
    return ProcessHandle.of(pid).isEmpty() || !started(pid).equals(started);
  }

  String inWords() {
    return "process " + pid + " on " + host + " (since " + since + ")";
  }

  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("id", id);
    map.put("host", host);
    map.put("machine", machine);
    map.put("pid", Long.toString(pid));
    map.put("started", started);
    map.put("since", since);
    map.put("lapse-millis", Long.toString(lapseMillis));
    return map;
  }

  /**
   * What was written.
   *
   * @throws NumberFormatException where it was not
   */
  static LeaseOwner of(Map<String, String> map) {
    return new LeaseOwner(
        map.getOrDefault("id", ""),
        map.getOrDefault("host", "an unknown host"),
        map.getOrDefault("machine", ""),
        Long.parseLong(map.getOrDefault("pid", "")),
        map.getOrDefault("started", ""),
        map.getOrDefault("since", "an unknown time"),
        Long.parseLong(map.getOrDefault("lapse-millis", "")));
  }

  private static String hostName() {
    String name = firstLine("/proc/sys/kernel/hostname");
    try {
      return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }

  /** In ticks since the machine started, which no clock's jump changes. */
  private static String started(long pid) {
    String stat = firstLine("/proc/" + pid + "/stat");
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
    return afterName.length > 19 ? afterName[19] : "";
  }

  private static String firstLine(String file) {
    try {
      return Files.readString(Path.of(file)).lines().findFirst().orElse("");
    } catch (IOException e) {
      return ""; // no such file system here
    }
  }

  private static String link(String file) {
    try {
      return Files.readSymbolicLink(Path.of(file)).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
