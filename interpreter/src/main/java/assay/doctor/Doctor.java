package assay.doctor;

import assay.engine.EngineException;
import assay.engine.hub.Cache;
import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.HubSettings;
import assay.engine.hub.Inventory;
import assay.engine.mlx.MlxLibrary;
import assay.run.EngineChoice;
import assay.show.Bytes;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code assay doctor}: what this machine has for Assay, and whether its engines compute what they should. */
public final class Doctor {
    private final Optional<String> mlx;
    private final Optional<Path> model;

    /**
     * @param mlx what {@code --mlx} says
     * @param model a model directory to compare the engines on; a small one of random weights if empty
     */
    public Doctor(Optional<String> mlx, Optional<Path> model) {
        this.mlx = mlx;
        this.model = model;
    }

    /** Everything, in the order in which people ask. */
    public List<Finding> examine(String version) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("assay", version));
        findings.add(Finding.well("java", java()));
        findings.add(vectors());
        findings.add(Finding.well("machine", machine()));
        Optional<MlxLibrary> library = library(findings);
        findings.add(auto());
        findings.add(models());
        findings.addAll(new EngineCheck(library, model).run());
        return findings;
    }

    private static String java() {
        return Runtime.version() + ", " + System.getProperty("java.vendor") + ", at most "
                + size(Runtime.getRuntime().maxMemory()) + " of heap, " + System.getProperty("java.home");
    }

    private static Finding vectors() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return there
                ? Finding.well("vectors", "Java's Vector API is there")
                : Finding.ill(
                        "vectors",
                        "Java runs without its Vector API, so the CPU engine is slow; start Assay with ./assay, or java"
                                + " with --add-modules jdk.incubator.vector");
    }

    private static String machine() {
        String text = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? text + ", " + size(system.getTotalMemorySize()) + " of memory"
                : text;
    }

    private Optional<MlxLibrary> library(List<Finding> findings) {
        try {
            MlxLibrary library = MlxLibrary.open(mlx);
            findings.add(Finding.well(
                    "mlx",
                    library.version() + (library.hasGpu() ? " with a GPU, " : " without a GPU, ") + library.file()));
            return Optional.of(library);
        } catch (EngineException missing) {
            boolean asked = mlx.isPresent()
                    || !System.getenv().getOrDefault("ASSAY_MLX", "").isBlank();
            findings.add(new Finding("mlx", missing.getMessage(), asked));
            return Optional.empty();
        }
    }

    private Finding auto() {
        try {
            EngineChoice choice = EngineChoice.auto(mlx);
            String name = choice.mlx().isPresent() ? "mlx" : "cpu";
            return Finding.well("engine", "`engine auto` is " + name + ", since " + choice.why());
        } catch (EngineException said) {
            return Finding.well("engine", "`engine auto` is cpu where --mlx is not given");
        }
    }

    private static Finding models() {
        try {
            HubSettings settings = HubSettings.standard();
            Inventory inventory = new Inventory(new Cache(settings.cache()));
            List<HubId> ids = inventory.ids();
            long bytes = ids.stream().mapToLong(inventory::bytes).sum();
            return Finding.well(
                    "models",
                    ids.size() + " in " + settings.cache() + ", " + Bytes.of(bytes) + "; hub " + settings.endpoint()
                            + (settings.token().isPresent() ? " with a token" : " without a token")
                            + (settings.offline() ? ", not asked, since HF_HUB_OFFLINE is set" : ""));
        } catch (HubException wrong) {
            return Finding.ill("models", wrong.getMessage());
        }
    }

    static String size(long bytes) {
        return "%.1f GB".formatted(bytes / 1e9);
    }
}
