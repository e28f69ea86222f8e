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
 * Scripts that nobody would write: made from goldens, with some words replaced.
 *
 * @param scripts the words of each golden; line breaks are words too
 */
public record ChangedScripts(List<List<String>> scripts) {
    private static final int LONGEST_SLICE = 40;

    /** From the goldens of these directories, without those that only the limits of a run bring to an end. */
    public static ChangedScripts of(Path... directories) {
        List<List<String>> scripts = Arrays.stream(directories)
                .flatMap(ChangedScripts::list)
                .filter(file -> file.toString().endsWith(".exp"))
                .filter(file -> !file.getFileName().toString().startsWith("endless"))
                .sorted()
                .map(file -> List.of(read(file).replace("\n", " \n ").split(" +")))
                .toList();
        return new ChangedScripts(scripts);
    }

    /** How many to try. */
    public static int tries() {
        return Math.max(100, Integer.getInteger("assay.fuzz.tries", 5000) / 10);
    }

    /** Pieces of several scripts in a row. */
    public String mixed(Random random) {
        List<String> script = new ArrayList<>();
        for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
            List<String> words = any(scripts, random);
            int from = random.nextInt(words.size());
            int to = Math.min(from + 1 + random.nextInt(LONGEST_SLICE), words.size());
            script.addAll(words.subList(from, to));
        }
        return changed(script, random.nextInt(4), random);
    }

    /** A whole script with a word or two replaced. */
    public String slip(Random random) {
        return changed(new ArrayList<>(any(scripts, random)), 1 + random.nextInt(2), random);
    }

    private String changed(List<String> script, int changes, Random random) {
        for (int i = 0; i < changes; i++) {
            script.set(random.nextInt(script.size()), any(any(scripts, random), random));
        }
        return String.join(" ", script);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
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
