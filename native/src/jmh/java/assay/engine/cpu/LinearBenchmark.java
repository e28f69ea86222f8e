package assay.engine.cpu;

import assay.engine.DType;
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

/** Products with a stored matrix that is not packed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LinearBenchmark {
    private static final int IN = 896;
    private static final int OUT = 4864;

    @Param({"1", "32"})
    int rows;

    @Param({"BF16", "F16", "F32"})
    DType dtype;

    private CpuEngine engine;
    private assay.engine.Scope scope;
    private Tensor x;
    private Tensor weight;

    @Setup
    public void open() {
        engine = new CpuEngine();
        scope = engine.scope();
        x = engine.array(Stored.floats(rows * IN), rows, IN);
        weight = engine.load(Stored.of(dtype, OUT, IN));
    }

    @TearDown
    public void close() {
        scope.close();
        engine.close();
    }

    @Benchmark
    public Tensor linear() {
        try (assay.engine.Scope _ = engine.scope()) {
            return engine.linear(x, weight);
        }
    }
}
