package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading ends without an exception, every problem lies inside it and can be shown. */
class FuzzTest {
    private static final int TRIES = Integer.getInteger("assay.fuzz.tries", 5000);

    private static final List<String> PIECES = List.of(
            "let ",
            "x",
            " = ",
            "1",
            "\n",
            "\n    ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\"\"\"",
            "\\",
            ", ",
            ":",
            ".",
            "..",
            "->",
            "-",
            " - ",
            "+",
            "%",
            "==",
            "=",
            "<",
            "~",
            "within ",
            "for ",
            "in ",
            "if ",
            "else ",
            "not ",
            "and ",
            "show ",
            "steer ",
            "vs ",
            "by ",
            "sort by ",
            "where ",
            "group by ",
            "hypothesis ",
            "predict ",
            "falsified if ",
            "define ",
            "return ",
            "import ",
            "model ",
            "param ",
            "# c\n",
            "yes ",
            "none ",
            "\t",
            "\r\n",
            "\u00A0",
            "'",
            "`",
            ";",
            "//",
            "/*",
            "*/",
            "<<<<<<<",
            "5e",
            "1e999",
            "\uD83D",
            "\uDE00",
            "é",
            "日",
            "{x}",
            "\\u{1F600}",
            "print ",
            "use ",
            "seed ");

    @Test
    void changedScripts() {
        List<String> corpus = corpus();
        for (int i = 0; i < TRIES; i++) {
            Random random = new Random(i);
            String text = corpus.get(random.nextInt(corpus.size()));
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) text = changed(text, random, corpus);
            check(text, "changed script, try " + i);
        }
    }

    @Test
    void soupOfTokens() {
        for (int i = 0; i < TRIES; i++) {
            Random random = new Random(i);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int piece = 0; piece < length; piece++) text.append(PIECES.get(random.nextInt(PIECES.size())));
            check(text.toString(), "soup, try " + i);
        }
    }

    @Test
    void bytesAndStrayCharacters() {
        for (int i = 0; i < TRIES; i++) {
            Random random = new Random(i);
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (i % 2 == 0) {
                check(new String(bytes, StandardCharsets.UTF_8), "bytes, try " + i);
            } else {
                StringBuilder text = new StringBuilder();
                for (byte b : bytes) text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : b & 0x7F));
                check(text.toString(), "characters, try " + i);
            }
        }
    }

    private static String changed(String text, Random random, List<String> corpus) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 4));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(from);
            case 2 -> text.substring(0, to) + text.substring(from, to) + text.substring(to);
            case 3 -> text.substring(0, from);
            case 4 -> {
                int at = random.nextInt(from + 1);
                yield text.substring(0, at) + text.substring(from, to) + text.substring(at, from) + text.substring(to);
            }
            default -> {
                String other = corpus.get(random.nextInt(corpus.size()));
                int at = random.nextInt(other.length() + 1);
                yield text.substring(0, from)
                        + other.substring(at, Math.min(other.length(), at + 30))
                        + text.substring(to);
            }
        };
    }

    /** All golden scripts but the few that are long only to reach a limit. */
    private static List<String> corpus() {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            return files.filter(file -> file.toString().endsWith(".exp"))
                    .sorted()
                    .map(FuzzTest::read)
                    .filter(text -> text.length() < 3000)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String text, String origin) {
        try {
            Parsed parsed =
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Parse.script(new Source("fuzz.exp", text)));
            int length = parsed.script().source().text().length();
            for (Problem problem : parsed.problems()) {
                assertThat(problem.span().end()).isLessThanOrEqualTo(length);
                assertThat(problem.title()).isNotBlank().doesNotContain("<EOF>");
                assertThat(problem.label()).doesNotContain("<EOF>");
            }
            Problems problems = new Problems();
            problems.addAll(parsed.problems());
            problems.render(false);
            String tree = Tree.of(parsed.script());
            if (!parsed.problems().isEmpty()) return;
            String formatted = Format.script(new Source("fuzz.exp", text)).orElseThrow();
            assertThat(Tree.of(Parse.script(new Source("fuzz.exp", formatted)).script()))
                    .as(formatted)
                    .isEqualTo(tree);
            assertThat(Format.script(new Source("fuzz.exp", formatted))).contains(formatted);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(origin + ":\n" + text, e);
        }
    }
}
