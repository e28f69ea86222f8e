package assay.engine.mlx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where mlx-c's library may lie: where the user says, or else where package managers put it.
 *
 * @param candidates files to try, the first that exists counts
 * @param given whether the user named the place, so that nothing else is tried
 */
record MlxPlaces(List<Path> candidates, boolean given) {
    private static final List<String> MAC =
            List.of("/opt/homebrew/lib", "/opt/homebrew/opt/mlx-c/lib", "/usr/local/lib", "/usr/local/opt/mlx-c/lib");
    private static final List<String> LINUX = List.of(
            "/usr/local/lib",
            "/usr/local/lib64",
            "/usr/lib",
            "/usr/lib64",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/home/linuxbrew/.linuxbrew/lib");

    /**
     * @param option what {@code --mlx} says
     * @param environment {@code ASSAY_MLX} stands in for the option
     * @param system {@code os.name}
     */
    static MlxPlaces of(Optional<String> option, Map<String, String> environment, String system) {
        String file = system.startsWith("Mac") ? "libmlxc.dylib" : "libmlxc.so";
        Optional<String> said = option.or(
                () -> Optional.ofNullable(environment.get("ASSAY_MLX")).filter(place -> !place.isBlank()));
        if (said.isPresent()) return new MlxPlaces(at(Path.of(said.get()), file), true);
        List<Path> candidates = new ArrayList<>();
        for (String place : system.startsWith("Mac") ? MAC : LINUX)
            candidates.add(Path.of(place).resolve(file));
        return new MlxPlaces(List.copyOf(candidates), false);
    }

    /** The file itself, or the library in this directory or its {@code lib}. */
    private static List<Path> at(Path place, String file) {
        return Files.isDirectory(place)
                ? List.of(place.resolve(file), place.resolve("lib").resolve(file))
                : List.of(place);
    }

    Optional<Path> found() {
        return candidates.stream().filter(Files::isRegularFile).findFirst();
    }

    /** For people: {@code /opt/homebrew/lib/libmlxc.dylib, ...}. */
    String listed() {
        return String.join(", ", candidates.stream().map(Path::toString).toList());
    }
}
