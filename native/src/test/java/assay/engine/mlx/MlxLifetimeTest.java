package assay.engine.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.model.Decoder;
import assay.engine.model.KvCache;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void tenThousandDecodeStepsLeaveNoMemoryBehind() throws IOException {
        MlxEngine engine = MlxFound.engine();
        long empty = engine.activeMemory();
        try (Decoder decoder = Decoder.open(MODEL, "qilin", engine);
                KvCache cache = decoder.cache()) {
            long[] levels = new long[3];
            long[] resident = new long[3];
            for (int step = 0; step < STEPS; step++) {
                if (cache.offset() >= 200) cache.trim(cache.offset());
                try (Pass pass = decoder.forward(List.of(new Sequence(cache, new int[] {step % 500})))) {
                    assertThat(pass.logits(0)).isNotEmpty();
                }
                if (step == STEPS / 4) {
                    levels[0] = engine.activeMemory();
                    resident[0] = resident();
                } else if (step == STEPS - 1) {
                    levels[1] = engine.activeMemory();
                    resident[1] = resident();
                }
            }
            assertThat(levels[1] - levels[0]).as("growth of MLX's memory").isLessThanOrEqualTo(SLACK);
            assertThat(resident[1] - resident[0]).as("growth of the process").isLessThan(64 << 20);
        }
        assertThat(engine.activeMemory() - empty).as("left after closing").isLessThan(SLACK);
        engine.close();
    }

    /** Bytes of the process in memory, where the system tells. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/statm");
        return Files.exists(status)
                ? 4096 * Long.parseLong(Files.readString(status).split(" ")[1])
                : 0;
    }
}
