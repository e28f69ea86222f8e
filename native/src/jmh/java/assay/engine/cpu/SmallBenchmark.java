package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.Packed;
import assay.engine.Quantization;
import assay.engine.Tensor;
import java.util.Optional;
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

/** What an operation costs when there is almost nothing to compute: one row of a tiny model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SmallBenchmark {
    private static final int N = 128;

    @Param("1")
    int threads;

    private CpuEngine engine;
    private assay.engine.Scope scope;
    private Tensor x;
    private Tensor gain;
    private Packed packed;

    @Setup
    public void open() {
        engine = new CpuEngine(threads);
        scope = engine.scope();
        x = engine.array(Stored.floats(N), 1, N);
        gain = engine.array(Stored.floats(N), N);
        Tensor scales = engine.load(Stored.of(DType.BF16, N, N / 64));
        packed = new Packed(
                engine.load(Stored.of(DType.U32, N, N / 8)),
                scales,
                Optional.of(scales),
                new Quantization(Quantization.Mode.AFFINE, 64, 4));
    }

    @TearDown
    public void close() {
        scope.close();
        engine.close();
    }

    @Benchmark
    public Tensor add() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.add(x, x);
        }
    }

    @Benchmark
    public Tensor silu() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.silu(x);
        }
    }

    @Benchmark
    public Tensor rmsNorm() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.rmsNorm(x, gain, 1e-6f);
        }
    }

    @Benchmark
    public Tensor quantizedMatmul() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.quantizedMatmul(x, packed);
        }
    }
}
