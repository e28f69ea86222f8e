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

/** Products with stored matrices: an expanding layer and the output head of a model of half a billion parameters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MatrixBenchmark {
    private static final int IN = 896;

    @Param({"4864", "151936"})
    int out;

    @Param({"1", "32"})
    int rows;

    @Param({"4", "3", "8"})
    int bits;

    private CpuEngine engine;
    private assay.engine.Scope scope;
    private Tensor x;
    private Packed packed;

    @Setup
    public void open() {
        engine = new CpuEngine();
        scope = engine.scope();
        x = engine.array(Stored.floats(rows * IN), rows, IN);
        packed = new Packed(
                engine.load(Stored.of(DType.U32, out, IN * bits / 32)),
                engine.load(Stored.of(DType.BF16, out, IN / 64)),
                Optional.of(engine.load(Stored.of(DType.BF16, out, IN / 64))),
                new Quantization(Quantization.Mode.AFFINE, 64, bits));
    }

    @TearDown
    public void close() {
        scope.close();
        engine.close();
    }

    @Benchmark
    public Tensor quantizedMatmul() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.quantizedMatmul(x, packed);
        }
    }
}
