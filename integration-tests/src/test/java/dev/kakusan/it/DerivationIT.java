package dev.kakusan.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the derivation points at is there: files, classes, methods, claims; in both languages. */
final class DerivationIT {

  private static final Path DOCS = Path.of("../docs");
  private static final Path CLAIMS = Path.of("../core/src/main/java/dev/kakusan/verify");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[`(\\w+)`]: (\\S+)$");
  private static final Pattern MENTION = Pattern.compile("\\[`(\\w+)`](?!:)|`\\.(\\w+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(#[^)\\s]+)?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CLAIM = Pattern.compile("\\*\\*([A-Za-z]\\w*(?:-\\w+)*)\\*\\*");

  private static String page(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }

  private static Map<String, Path> classes(String page) {
    Map<String, Path> classes = new HashMap<>();
    DEFINITION
        .matcher(page)
        .results()
        .forEach(found -> classes.put(found.group(1), DOCS.resolve(found.group(2))));
    return classes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"derivation.md", "derivation.ja.md"})
  void everyLinkPointsToWhatIsThere(String name) throws IOException {
    String page = page(name);
    classes(page).forEach((of, file) -> assertThat(file).as(of).isRegularFile());
    List<String> anchors =
        HEADING.matcher(page).results().map(found -> anchor(found.group(1))).toList();
    for (MatchResult link : LINK.matcher(page).results().toList()) {
      if (link.group(1).isEmpty()) {
        assertThat(anchors).contains(link.group(2).substring(1));
      } else if (!link.group(1).startsWith("http")) {
        assertThat(DOCS.resolve(link.group(1))).exists();
      }
    }
  }

  /** As GitHub makes it: lower case, without punctuation, hyphens for blanks. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @ValueSource(strings = {"derivation.md", "derivation.ja.md"})
  void everyMethodIsInItsClass(String name) throws IOException {
    String page = page(name);
    Map<String, Path> classes = classes(page);
    List<String> mentions = mentions(page);
    assertThat(mentions).hasSizeGreaterThan(40);
    for (String mention : mentions) {
      String[] parts = mention.split("\\.", -1);
      assertThat(classes).containsKey(parts[0]);
      assertThat(Files.readString(classes.get(parts[0])))
          .as(mention)
          .containsPattern("\\b" + parts[1] + "\\(");
    }
  }

  /** {@code Class.method} for each method; one that stands alone is of the class before it. */
  private static List<String> mentions(String page) {
    List<String> mentions = new ArrayList<>();
    String of = "";
    Matcher found = MENTION.matcher(page);
    while (found.find()) {
      if (found.group(1) != null) {
        of = found.group(1);
      } else {
        mentions.add(of + "." + found.group(2));
      }
    }
    return mentions;
  }

  @Test
  void everyClaimIsOneOfVerify() throws IOException {
    assumeTrue(Files.isDirectory(CLAIMS), "no claims to look at");
    StringBuilder source = new StringBuilder();
    try (var files = Files.list(CLAIMS)) {
      for (Path file : files.toList()) {
        source.append(Files.readString(file));
      }
    }
    assertThat(claims(page("derivation.md"))).hasSizeGreaterThan(15);
    for (String claim : claims(page("derivation.md"))) {
      assertThat(source.toString()).as("claim %s", claim).contains('"' + claim + '"');
    }
  }

  private static Set<String> claims(String page) {
    Set<String> claims = new TreeSet<>();
    for (String paragraph : page.split("\\n\\n|\\n- ", -1)) {
      int at = paragraph.indexOf('▸');
      if (at >= 0) {
        CLAIM.matcher(paragraph.substring(at)).results().forEach(c -> claims.add(c.group(1)));
      }
    }
    return claims;
  }

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    String english = page("derivation.md");
    String japanese = page("derivation.ja.md");
    assertThat(mentions(japanese)).isEqualTo(mentions(english));
    assertThat(claims(japanese)).isEqualTo(claims(english));
    assertThat(formulas(japanese)).isEqualTo(formulas(english));
    assertThat(classes(japanese)).isEqualTo(classes(english));
    assertThat(commands(japanese)).isEqualTo(commands(english));
  }

  private static List<String> formulas(String page) {
    return Pattern.compile("(?m)^\\$\\$(.+?)\\.?( *\\\\tag\\{.+})?\\$\\$$")
        .matcher(page)
        .results()
        .map(found -> found.group(1).replaceFirst("[,. ]+$", ""))
        .toList();
  }

  private static List<String> commands(String page) {
    return Pattern.compile("(?m)^\\./kakusan [^#\\n]*")
        .matcher(page)
        .results()
        .map(found -> found.group().strip())
        .toList();
  }
}
