package assay.doctor;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.check.Arithmetic;
import assay.engine.check.Readings;
import assay.engine.check.Readings.Difference;
import assay.engine.check.TinyModel;
import assay.engine.cpu.CpuEngine;
import assay.engine.mlx.MlxDevice;
import assay.engine.mlx.MlxEngine;
import assay.engine.mlx.MlxLibrary;
import assay.engine.mlx.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares every engine of this machine with the CPU engine, on the same tokens of the same model. */
final class EngineCheck {
    /** In units of the logits' spread: MLX's own noise in float32 is 1e-5, a wrong constant gives 1e-2 and more. */
    private static final double FLOAT32_LIMIT = 1e-3;
    /** What rounding to bfloat16 explains, with a margin of four. */
    private static final double STORED_LIMIT = 0.1;

    private final Optional<MlxLibrary> library;
    private final Optional<Path> model;
    private final List<Finding> findings = new ArrayList<>();

    EngineCheck(Optional<MlxLibrary> library, Optional<Path> model) {
        this.library = library;
        this.model = model;
    }

    List<Finding> run() {
        if (model.isPresent()) return on(model.get());
        try {
            Path directory = Files.createTempDirectory("assay-doctor");
            try {
                TinyModel.write(directory);
                return on(directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a small model for the check cannot be written", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        for (String file : List.of("config.json", "model.safetensors")) Files.deleteIfExists(directory.resolve(file));
        Files.deleteIfExists(directory);
    }

    private List<Finding> on(Path directory) {
        Readings reference;
        try (CpuEngine cpu = new CpuEngine()) {
            numbers("cpu", cpu);
            reference = Readings.of(directory, cpu);
        }
        if (library.isEmpty()) return findings;
        for (MlxDevice device : library.get().hasGpu() ? List.of(MlxDevice.GPU, MlxDevice.CPU) : List.of(MlxDevice.CPU))
            for (Precision precision : List.of(Precision.FLOAT32, Precision.NATIVE))
                compare(device, precision, directory, reference);
        return findings;
    }

    private void numbers(String about, Engine engine) {
        double error = Arithmetic.error(engine);
        String says = engine.device() + "; largest error against double precision %.1g".formatted(error);
        findings.add(
                error <= Arithmetic.LIMIT
                        ? Finding.well(about, says)
                        : Finding.ill(about, says + ", which is WRONG; do not trust this engine and report it"));
    }

    private void compare(MlxDevice device, Precision precision, Path directory, Readings reference) {
        String about = "mlx " + device.label;
        try (MlxEngine engine = new MlxEngine(library.orElseThrow(), device, Optional.of(precision))) {
            if (precision == Precision.FLOAT32) numbers(about, engine);
            Difference d = Readings.of(directory, engine).from(reference);
            // bfloat16 on MLX's CPU is known to be off, which is why it is not the default there.
            boolean judged = precision == Precision.FLOAT32 || device == MlxDevice.GPU;
            boolean right = precision == Precision.FLOAT32
                    ? d.largest() <= FLOAT32_LIMIT * d.spread()
                    : d.rms() <= STORED_LIMIT * d.spread();
            String says = precision.words + ": " + words(d);
            findings.add(
                    !judged || right
                            ? Finding.well(about, says)
                            : Finding.ill(
                                    about,
                                    says + "; that is WRONG: write `engine cpu` and report it with this output"));
        } catch (EngineException failed) {
            findings.add(Finding.ill(about, precision.words + ": " + failed.getMessage()));
        }
    }

    private static String words(Difference d) {
        String apart = "logits differ from cpu by at most %.1e (rms %.1e, spread %.2g)"
                .formatted(d.largest(), d.rms(), d.spread());
        return d.first()
                .map(move -> apart
                        + ", the argmax at %d of %d positions; first at position %d, %d for %d, which cpu puts %.1e apart"
                                .formatted(
                                        d.moved(),
                                        d.positions(),
                                        move.position(),
                                        move.to(),
                                        move.from(),
                                        move.margin()))
                .orElse(apart + ", the argmax at none of " + d.positions() + " positions");
    }
}
