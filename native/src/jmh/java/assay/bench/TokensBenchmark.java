package assay.bench;

import assay.engine.cpu.CpuEngine;
import assay.engine.model.Decoder;
import assay.engine.model.KvCache;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tokens a second: one at a time behind a context of {@link #CONTEXT}, and as one prefill of {@link #PREFILL}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TokensBenchmark {
    static final int CONTEXT = 64;
    static final int PREFILL = 128;

    /** A model directory. */
    @Param("")
    public String directory;

    private CpuEngine engine;
    private Decoder decoder;
    private KvCache cache;
    private int[] prompt;

    @Setup
    public void open() throws IOException {
        engine = new CpuEngine();
        decoder = Decoder.open(Path.of(directory), "benchmark", engine);
        prompt = new Random(1).ints(PREFILL, 0, decoder.config().vocabSize()).toArray();
        cache = decoder.cache();
        decoder.forward(List.of(new Sequence(cache, prompt))).close();
        cache.trim(PREFILL - CONTEXT);
    }

    @TearDown
    public void close() {
        cache.close();
        decoder.close();
        engine.close();
    }

    @Benchmark
    public float[] decode() {
        try (Pass pass = decoder.forward(List.of(new Sequence(cache, new int[] {prompt[0]})))) {
            float[] logits = pass.logits(0);
            cache.trim(1);
            return logits;
        }
    }

    @Benchmark
    @OperationsPerInvocation(PREFILL)
    public float[] prefill() {
        try (KvCache fresh = decoder.cache();
                Pass pass = decoder.forward(List.of(new Sequence(fresh, prompt)))) {
            return pass.logits(PREFILL - 1);
        }
    }
}
