package assay.lib.play;

import assay.engine.Engine;
import assay.engine.cpu.CpuEngine;
import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The example models, on the built-in engine if no other is given. */
final class Models implements AutoCloseable {
    final Engine engine;
    final Model qilin;
    final Model alpaka;

    Models() {
        this(new CpuEngine());
    }

    /** @param engine closed with the models */
    Models(Engine engine) {
        this.engine = engine;
        this.qilin = open("qilin");
        this.alpaka = open("alpaka");
    }

    Model open(String name) {
        return Model.open(Path.of("../examples/models", name), name, engine);
    }

    /** Logits after these tokens and the begin token, each text read from its beginning. */
    static Function<int[], float[]> logits(Model model) {
        Map<List<Integer>, float[]> known = new HashMap<>();
        return tokens -> known.computeIfAbsent(Arrays.stream(tokens).boxed().toList(), key -> {
            int[] all = java.util.stream.IntStream.concat(
                            model.tokenizer().bos().stream(), java.util.stream.IntStream.of(tokens))
                    .toArray();
            try (KvCache cache = model.cache();
                    Pass pass = model.forward(List.of(new Sequence(cache, all)))) {
                return pass.logits(pass.row(0, all.length - 1));
            }
        });
    }

    @Override
    public void close() {
        qilin.close();
        alpaka.close();
        engine.close();
    }
}
