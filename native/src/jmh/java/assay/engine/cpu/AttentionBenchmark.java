package assay.engine.cpu;

import assay.engine.Mask;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Attention of 14 heads over 512 positions of 2 key-value heads: one new token, or all at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AttentionBenchmark {
    private static final int KEYS = 512;

    @Param({"1", "512"})
    int queries;

    private CpuEngine engine;
    private assay.engine.Scope scope;
    private Tensor q;
    private Tensor k;
    private Tensor v;

    @Setup
    public void open() {
        engine = new CpuEngine();
        scope = engine.scope();
        q = engine.array(Stored.floats(14 * queries * 64), 1, 14, queries, 64);
        k = engine.array(Stored.floats(2 * KEYS * 64), 1, 2, KEYS, 64);
        v = engine.array(Stored.floats(2 * KEYS * 64), 1, 2, KEYS, 64);
    }

    @TearDown
    public void close() {
        scope.close();
        engine.close();
    }

    @Benchmark
    public Tensor attention() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.scaledDotProductAttention(q, k, v, KEYS, new Scores(0.125f), new Mask.Causal());
        }
    }
}
