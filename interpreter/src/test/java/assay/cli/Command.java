package assay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, in a directory. */
public record Command(Path directory) {
    private static final int PATIENCE_SECONDS = 600;

    /** What a process said and how it ended. */
    public record Ended(int status, String out, String err) {}

    public Ended run(String... arguments) throws IOException, InterruptedException {
        return end(start(Map.of(), arguments));
    }

    /** With its own signals, however the tests were started: a shell's background job ignores control-C. */
    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.exists(Path.of("/usr/bin/env"))
                && System.getProperty("os.name").equals("Linux")) {
            words.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
        }
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "assay.Main"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.redirectOutput(directory.resolve("stdout").toFile());
        builder.redirectError(directory.resolve("stderr").toFile());
        builder.environment().put("ASSAY_MLX", "no-mlx-here"); // one engine, whatever is installed
        Path state = Path.of("target", "tests-state").toAbsolutePath(); // the user's own is left alone
        builder.environment().put("XDG_STATE_HOME", state.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the program did not end");
        }
        String err = Files.readString(directory.resolve("stderr"))
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator"))
                .reduce("", (a, b) -> a + b + "\n");
        return new Ended(process.exitValue(), Files.readString(directory.resolve("stdout")), err);
    }
}
