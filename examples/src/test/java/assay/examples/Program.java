package assay.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a newcomer starts it: a process of its own, not on a terminal, 80 columns wide. */
final class Program {
    private static final int PATIENCE_SECONDS = 300;

    private Program() {}

    /** What a process said and how it ended. */
    record Ended(int status, String out, String err) {}

    /** Runs {@code assay WORDS} on the built-in engine, whatever is installed. */
    static Ended assay(Path scratch, String... words) throws IOException, InterruptedException {
        return assay(Map.of("ASSAY_MLX", "no-mlx-here"), scratch, words);
    }

    /** Runs {@code assay WORDS} with these variables beside those of the tests. */
    static Ended assay(Map<String, String> environment, Path scratch, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "assay.Main"));
        command.addAll(List.of(words));
        Path out = scratch.resolve("stdout");
        Path err = scratch.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("assay " + String.join(" ", words) + " did not end");
        }
        return new Ended(process.exitValue(), text(out), text(err));
    }

    /** Without Java's remark on its incubator module, which the launcher drops too. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .replaceFirst("(?m)^WARNING: Using incubator modules.*\\R", "");
    }
}
