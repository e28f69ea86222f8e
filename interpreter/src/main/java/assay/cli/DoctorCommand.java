package assay.cli;

import assay.doctor.Doctor;
import assay.doctor.Finding;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay doctor [MODEL]}. */
@Command(
        name = "doctor",
        description = "What this machine has for Assay, and whether its engines compute the same numbers.")
final class DoctorCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "A model directory to compare the engines on; otherwise a small one of random weights.")
    private Optional<Path> model;

    @Option(
            names = "--mlx",
            paramLabel = "PATH",
            description = "mlx-c's library or its directory; otherwise $$ASSAY_MLX and the usual places.")
    private Optional<String> mlx;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        int status = 0;
        for (Finding finding : new Doctor(mlx, model).examine(Version.NUMBER)) {
            System.out.printf("%s %-8s %s%n", finding.ill() ? "!" : " ", finding.about(), finding.says());
            if (finding.ill()) status = Assay.OUTSIDE;
        }
        return status;
    }
}
