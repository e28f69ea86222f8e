package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a pseudo-terminal, which `script` of util-linux gives it. */
class TerminalTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final int PATIENCE_SECONDS = 60;
    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";
    private static final String CONTROL_R = "\u0012";

    @TempDir
    Path directory;

    private final StringBuilder screen = new StringBuilder();
    private Process process;

    @BeforeEach
    void start() throws IOException {
        boolean linux = System.getProperty("os.name").equals("Linux");
        assumeTrue(linux && Files.isExecutable(SCRIPT), "there is no `script` that gives a pseudo-terminal");
        Files.createSymbolicLink(
                directory.resolve("models"), Path.of("../examples/models").toRealPath());
        Files.createDirectories(directory.resolve("state/assay"));
        Files.writeString(directory.resolve("state/assay/history"), "1795643862993:print 40 + 2\n");
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command(), "/dev/null");
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        builder.environment().put("ASSAY_MLX", "no-mlx-here");
        builder.environment().put("TERM", "xterm-256color");
        process = builder.start();
        Thread.ofVirtual().start(() -> listen(process.getInputStream()));
    }

    private static String command() {
        return String.join(
                " ",
                List.of(
                        "stty rows 40 cols 100; exec",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp",
                        System.getProperty("java.class.path"),
                        "assay.Main repl"));
    }

    private void listen(InputStream in) {
        byte[] bytes = new byte[4096];
        try {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                synchronized (screen) {
                    screen.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                    screen.notifyAll();
                }
            }
        } catch (IOException closed) {
            // The program has ended.
        }
    }

    @AfterEach
    void stop() throws IOException {
        Files.deleteIfExists(directory.resolve("models"));
        if (process != null) process.destroyForcibly();
    }

    private void type(String keys) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write(keys.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Waits for a text to come on the screen, and forgets what is before it. */
    private void await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (screen) {
            while (!plain().contains(text)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) throw new AssertionError("`" + text + "` does not come; there is:\n" + plain());
                screen.wait(left);
            }
            String rest = plain().substring(plain().indexOf(text) + text.length());
            screen.setLength(0);
            screen.append(rest);
        }
    }

    private String plain() {
        return screen.toString().replaceAll("\u001b(\\[[?0-9;]*[A-Za-z]|[=>]|\\(B)", "");
    }

    private void enter(String statement) throws IOException, InterruptedException {
        type(statement + "\r");
        await("\n");
    }

    @Test
    void aNewUserFindsTheWay() throws IOException, InterruptedException {
        await("Begin with   model alpaka = \"models/alpaka\"");
        await("assay> ");
        enter("model alpaka = \"models/alpaka\"");
        await("assay> ");
        type("battle \t");
        await("alpaka");
        type(CONTROL_C);
        await("assay> ");
        type("for n in 1..2 {\r");
        await("...> ");
        type("print n * 7\r");
        await("...> ");
        type("}\r");
        await("7");
        await("14");
        await("assay> ");
        enter("print nothing");
        await("<repl>:1:7: error: ");
        await("assay> ");
        enter("repeat 50000 { let w = converge alpaka length 8 }");
        await("of 100");
        type(CONTROL_C);
        await("interrupted; the session is as it was before this statement");
        await("assay> ");
        type(CONTROL_R + "40");
        await("print 40 + 2");
        type("\r");
        await("42");
        await("assay> ");
        enter(":save mine.exp");
        await("wrote mine.exp, 3 statements");
        await("assay> ");
        type(CONTROL_D);
        await("session: ");
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(directory.resolve("mine.exp"))
                .content()
                .endsWith("model alpaka = \"models/alpaka\"\nfor n in 1..2 {\n    print n * 7\n}\nprint 40 + 2\n");
    }
}
