package assay.check;

import static org.assertj.core.api.Assertions.assertThat;

import assay.LanguageVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.lib.verb.Verbs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever stands in a script, checking it comes to an end and gives problems that lie inside the text. */
class CheckerFuzzTest {
    private static final Folder FOLDER = Folder.of(Path.of("src/test/resources/check/any.exp"));
    private static final Verbs VERBS = LanguageVerbs.table(FOLDER);
    private static final List<String> WORDS = words();
    private static final int LONGEST_SLICE = 40;

    @Test
    void mutatedScripts() {
        Random random = new Random(20);
        int tries = Math.max(100, Integer.getInteger("assay.fuzz.tries", 5000) / 10);
        for (int i = 0; i < tries; i++) check(mutated(random));
    }

    @Test
    void deepNesting() {
        for (String open : List.of("(", "[", "{a: ", "not ", "-", "mean(", "x[", "if yes {\n", "1 + (", "converge (")) {
            check("let x = " + open.repeat(5_000));
            check(open.repeat(5_000));
        }
        check("print " + "1 + ".repeat(100_000) + "1");
        check("print x" + ".y".repeat(100_000));
        check("let t = load \"data/cond.csv\"\nprint t" + " where yes".repeat(10_000));
    }

    private static void check(String text) {
        ScriptFile file = new ScriptFile("fuzz.exp", "fuzz.exp", text, Optional.of(FOLDER));
        try {
            Program program = Check.script(file, Map.of("length", "3"), new Vocabulary(VERBS));
            assertThat(program.problems())
                    .allMatch(problem ->
                            problem.span().end() <= problem.source().text().length());
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError("thrown for\n" + text.substring(0, Math.min(2000, text.length())), thrown);
        }
    }

    /** Pieces of the goldens in a row, some of their words replaced. */
    private static String mutated(Random random) {
        List<String> words = new ArrayList<>();
        for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
            int from = random.nextInt(WORDS.size());
            int to = Math.min(from + 1 + random.nextInt(LONGEST_SLICE), WORDS.size());
            words.addAll(WORDS.subList(from, to));
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            words.set(random.nextInt(words.size()), WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }

    /** Every word of the goldens; line breaks are words too. */
    private static List<String> words() {
        try (Stream<Path> files = Stream.of("check", "run")
                .map(name -> Path.of("src/test/resources").resolve(name))
                .flatMap(CheckerFuzzTest::list)) {
            return files.filter(file -> file.toString().endsWith(".exp"))
                    .sorted()
                    .flatMap(file ->
                            Arrays.stream(read(file).replace("\n", " \n ").split(" +")))
                    .toList();
        }
    }

    private static Stream<Path> list(Path directory) {
        try {
            return Files.list(directory);
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
}
