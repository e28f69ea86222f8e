package assay.bench;

import assay.engine.cpu.CpuEngine;
import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import assay.engine.io.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures tokens a second on this machine and prints them beside what its memory could give. */
public final class Bench {
    private Bench() {}

    /** @param args the repository's root */
    public static void main(String[] args) throws IOException, RunnerException {
        Path models = Path.of(args[0], "examples", "models");
        Path random = Path.of(args[0], "native", "target", "bench", "qwen2.5-0.5b-random-4bit");
        if (!Files.exists(random.resolve("model.safetensors"))) {
            System.out.println("writing random weights in the shapes of Qwen2.5-0.5B ...");
            RandomModel.qwen05b().write(random);
        }
        Map<String, Path> directories = new LinkedHashMap<>();
        for (String name : new String[] {"qilin", "qilin-4bit", "alpaka", "alpaka-4bit"})
            directories.put(name, models.resolve(name));
        directories.put("qwen2.5-0.5b shapes, random, 4 bit", random);
        double bandwidth = Bandwidth.measure();
        try (CpuEngine engine = new CpuEngine()) {
            System.out.printf("engine cpu (%s), memory reads %.1f GB/s%n%n", engine.device(), bandwidth / 1e9);
        }
        System.out.printf(
                "%-36s %12s %12s %14s %22s%n",
                "model", "decode tok/s", "prefill tok/s", "MB per token", "of memory bandwidth");
        for (Map.Entry<String, Path> entry : directories.entrySet()) {
            double decode = measure(entry.getValue(), "decode");
            double prefill = measure(entry.getValue(), "prefill");
            long bytes = bytesPerToken(entry.getValue());
            System.out.printf(
                    "%-36s %12.1f %12.1f %14.2f %21.0f%%%n",
                    entry.getKey(), decode, prefill, bytes / 1e6, 100 * bytes * decode / bandwidth);
        }
    }

    private static double measure(Path directory, String benchmark) throws RunnerException {
        Collection<RunResult> results = new Runner(
                        new OptionsBuilder()
                                .include(TokensBenchmark.class.getName() + "\\." + benchmark + "$")
                                .param("directory", directory.toString())
                                .forks(1)
                                .warmupIterations(3)
                                .warmupTime(TimeValue.seconds(2))
                                .measurementIterations(5)
                                .measurementTime(TimeValue.seconds(2))
                                .jvmArgs("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
                                .build(),
                        silence())
                .run();
        return results.iterator().next().getPrimaryResult().getScore();
    }

    /** Swallows what forked processes say, Java's remarks on its incubator module among it. */
    private static OutputFormat silence() {
        return OutputFormatFactory.createFormatInstance(
                new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT);
    }

    /** Every weight is read once for a token, but of an untied embedding only a row. */
    private static long bytesPerToken(Path directory) {
        long bytes = 0;
        boolean untied = false;
        long embedding = 0;
        for (Path file : Weights.files(directory))
            for (RawTensor tensor : Safetensors.open(file, Arena.ofAuto()).values()) {
                bytes += tensor.data().byteSize();
                untied |= tensor.name().startsWith("lm_head.");
                if (tensor.name().startsWith("model.embed_tokens."))
                    embedding += tensor.data().byteSize();
            }
        return untied ? bytes - embedding : bytes;
    }
}
