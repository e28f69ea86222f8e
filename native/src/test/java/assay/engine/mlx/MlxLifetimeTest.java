package assay.engine.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.Scope;
import assay.engine.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlxLifetimeTest {
    private static final Path MODEL = Path.of("../examples/models/qilin");
    private static final int STEPS = 10_000;
    /** MLX keeps small tables for itself. */
    private static final long SLACK = 64 << 10;

    @Test
    void aScopeFreesWhatWasBornInItAndKeepsWhatItIsToldTo() {
        MlxEngine engine = MlxFound.engine();
        long before = engine.activeMemory();
        Tensor kept;
        Tensor dead;
        try (Scope scope = engine.scope()) {
            dead = engine.zeros(1 << 20);
            kept = scope.keep(engine.add(dead, 1));
            engine.eval(kept, dead);
            assertThat(engine.activeMemory() - before).isGreaterThanOrEqualTo(8 << 20);
        }
        assertThat(engine.activeMemory() - before).isBetween(4L << 20, (4L << 20) + SLACK);
        assertThatThrownBy(dead::floats).isInstanceOf(IllegalStateException.class);
        kept.close();
        kept.close();
        assertThat(engine.activeMemory() - before).isLessThan(SLACK);
        assertThatThrownBy(() -> engine.zeros(1)).hasMessageContaining("no scope");
        engine.close();
    }

    @Test
    void scopesAreClosedInnermostFirstAndByTheirThread() throws InterruptedException {
        MlxEngine engine = MlxFound.engine();
        Scope outer = engine.scope();
        Scope inner = engine.scope();
        assertThatThrownBy(outer::close).hasMessageContaining("before the scopes");
        Throwable[] thrown = {null};
        Thread other = new Thread(() -> {
            try {
                inner.close();
            } catch (IllegalStateException e) {
                thrown[0] = e;
            }
        });
        other.start();
        other.join();
        assertThat(thrown[0]).hasMessageContaining("closed by thread");
        inner.close();
        outer.close();
        engine.close();
    }

    /** A kept tensor that is given away stays kept, and memory does not grow with the updates. */
    @Test
    void anUpdateOfAKeptTensorReplacesIt() {
        MlxEngine engine = MlxFound.engine();
        Tensor slab;
        try (Scope scope = engine.scope()) {
            slab = scope.keep(engine.zeros(4, 1 << 16));
        }
        long before = engine.activeMemory();
        for (int i = 0; i < 100; i++) {
            try (Scope scope = engine.scope()) {
                slab = engine.sliceUpdate(slab, engine.add(engine.zeros(1, 1), i), i % 4, i);
                engine.eval(slab);
            }
        }
        assertThat(engine.activeMemory() - before).isLessThan((4 << 18) + SLACK);
        assertThat(slab.floats()[99 + 3 * (1 << 16)]).isEqualTo(99);
        slab.close();
        engine.close();
    }

    @Test
    void tenThousandDecodeStepsLeaveNoMemoryBehind() throws IOException, InterruptedException {
        MlxFound.library();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DecodeSteps.class.getName(),
                        MODEL.toString(),
                        Integer.toString(STEPS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines;
        try (BufferedReader out = process.inputReader()) {
            lines = out.lines().toList();
        }
        assertThat(process.waitFor()).isZero();
        long[][] levels = lines.stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toArray(long[][]::new);
        assertThat(levels[1][0] - levels[0][0]).as("growth of MLX's memory").isLessThanOrEqualTo(SLACK);
        assertThat(levels[1][1] - levels[0][1]).as("growth of the process").isLessThan(64 << 20);
        assertThat(levels[2][0]).as("left of MLX's after closing").isLessThan(SLACK);
    }
}
