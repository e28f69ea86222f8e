package assay.engine.mlx;

import assay.engine.model.Decoder;
import assay.engine.model.KvCache;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that decodes and says what memory it has: MLX's and its own, after a quarter of the steps and at the end. Its
 * heap is touched at the start, so that what grows is not Java's.
 */
public final class DecodeSteps {
    private DecodeSteps() {}

    /** @param arguments a model directory and the number of steps */
    public static void main(String[] arguments) throws IOException {
        int steps = Integer.parseInt(arguments[1]);
        MlxEngine engine = MlxFound.engine();
        try (Decoder decoder = Decoder.open(Path.of(arguments[0]), "steps", engine);
                KvCache cache = decoder.cache()) {
            for (int step = 1; step <= steps; step++) {
                if (cache.offset() >= 200) cache.trim(cache.offset());
                try (Pass pass = decoder.forward(List.of(new Sequence(cache, new int[] {step % 500})))) {
                    if (pass.logits(0).length == 0) throw new IllegalStateException();
                }
                if (step == steps / 4 || step == steps) System.out.println(engine.activeMemory() + " " + resident());
            }
        }
        System.out.println(engine.activeMemory() + " " + resident());
    }

    /** Bytes of the process in memory, where the system tells. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/statm");
        return Files.exists(status)
                ? 4096 * Long.parseLong(Files.readString(status).split(" ")[1])
                : 0;
    }
}
