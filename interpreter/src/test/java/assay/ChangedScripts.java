package assay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Scripts that nobody would write: pieces of goldens in a row, with some words replaced.
 *
 * @param words of the goldens; line breaks are words too
 */
public record ChangedScripts(List<String> words) {
    private static final int LONGEST_SLICE = 40;

    /** From the goldens of these directories, without those that only the limits of a run bring to an end. */
    public static ChangedScripts of(Path... directories) {
        List<String> words = Arrays.stream(directories)
                .flatMap(ChangedScripts::list)
                .filter(file -> file.toString().endsWith(".exp"))
                .filter(file -> !file.getFileName().toString().startsWith("endless"))
                .sorted()
                .flatMap(file -> Arrays.stream(read(file).replace("\n", " \n ").split(" +")))
                .toList();
        return new ChangedScripts(words);
    }

    /** How many to try. */
    public static int tries() {
        return Math.max(100, Integer.getInteger("assay.fuzz.tries", 5000) / 10);
    }

    public String next(Random random) {
        List<String> script = new ArrayList<>();
        for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
            int from = random.nextInt(words.size());
            int to = Math.min(from + 1 + random.nextInt(LONGEST_SLICE), words.size());
            script.addAll(words.subList(from, to));
        }
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            script.set(random.nextInt(script.size()), words.get(random.nextInt(words.size())));
        }
        return String.join(" ", script);
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
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
