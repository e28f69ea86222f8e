package assay.engine.mlx;

import assay.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * mlx-c, found and loaded; it stays loaded until the process ends. What is wrong with it is an {@link EngineException}
 * that says what was looked for and how to install it.
 */
public final class MlxLibrary {
    private static final List<String> MACHINES = List.of("aarch64", "arm64", "amd64", "x86_64");
    private static final String INSTALL = System.getProperty("os.name").startsWith("Mac")
            ? "install it with `brew install mlx-c`"
            : "build it as https://github.com/ml-explore/mlx-c says (cmake with -DBUILD_SHARED_LIBS=ON) and set ASSAY_MLX to"
                    + " the directory of libmlxc.so";
    /** MLX's version that mlx-c 0.6 was made for, as major * 1000 + minor. */
    private static final int OLDEST = 31;

    private final Path file;
    private final String version;
    final Mlx mlx;

    private MlxLibrary(Path file, String version, Mlx mlx) {
        this.file = file;
        this.version = version;
        this.mlx = mlx;
    }

    /**
     * Finds and loads the library.
     *
     * @param option the file or directory that {@code --mlx} names
     */
    public static MlxLibrary open(Optional<String> option) {
        return open(option, System.getenv());
    }

    static MlxLibrary open(Optional<String> option, Map<String, String> environment) {
        String machine = System.getProperty("os.arch");
        String system = System.getProperty("os.name");
        if (system.startsWith("Windows") || !MACHINES.contains(machine))
            throw new EngineException("MLX runs on macOS and Linux with 64-bit ARM or x86 processors, not on " + system
                    + " " + machine + "; write `engine cpu`");
        MlxPlaces places = MlxPlaces.of(option, environment, system);
        Path file = places.found().orElseThrow(() -> missing(places));
        try {
            return load(file.toRealPath());
        } catch (EngineException e) {
            throw new EngineException(
                    file + " is not an mlx-c that Assay can use: " + e.getMessage()
                            + "; Assay needs mlx-c 0.6 or later with MLX 0.31 or later (" + INSTALL + ")",
                    e);
        } catch (Throwable e) {
            throw new EngineException(file + " cannot be loaded: " + e.getMessage() + "; " + INSTALL, e);
        }
    }

    private static EngineException missing(MlxPlaces places) {
        return new EngineException("MLX is not installed: there is no "
                + (places.given() ? places.listed() + ", which --mlx or ASSAY_MLX names" : places.listed())
                + "; " + INSTALL + ", or write `engine cpu`");
    }

    private static MlxLibrary load(Path file) throws Throwable {
        multiplyInFullPrecision();
        SymbolLookup symbols = symbols(file);
        if (symbols.find("mlx_array_new_float32").isEmpty()) throw new EngineException("it is another library");
        // The first function that 0.5 had not; what has changed since in those that both have cannot be seen otherwise.
        if (symbols.find("mlx_hanning").isEmpty()) throw new EngineException("it is older than mlx-c 0.6");
        MlxErrors.install(symbols);
        Mlx mlx = new Mlx(symbols);
        String version = version(mlx);
        if (number(version) < OLDEST) throw new EngineException("it is built on MLX " + version);
        return new MlxLibrary(file, version, mlx);
    }

    /** Some GPUs multiply float32 matrices in 10 bits of mantissa unless told not to; MLX reads this when it first does. */
    @SuppressWarnings("restricted")
    private static void multiplyInFullPrecision() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle setenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int keepTheirs = 0;
            int status = (int)
                    setenv.invokeExact(arena.allocateFrom("MLX_ENABLE_TF32"), arena.allocateFrom("0"), keepTheirs);
            if (status != 0) throw new EngineException("the environment has no room for a variable");
        }
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup symbols(Path file) {
        try {
            return SymbolLookup.libraryLookup(file, Arena.global());
        } catch (IllegalArgumentException noReason) {
            // Only the older way of loading says what the system's loader found wrong.
            System.load(file.toString());
            throw noReason;
        }
    }

    @SuppressWarnings("restricted")
    private static String version(Mlx mlx) {
        long string = mlx.newString.call();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            out.set(ValueLayout.JAVA_LONG, 0, string);
            MlxErrors.check(mlx.version.call(out));
            string = out.get(ValueLayout.JAVA_LONG, 0);
            return mlx.stringData.call(string).reinterpret(100).getString(0);
        } finally {
            mlx.freeString.call(string);
        }
    }

    private static int number(String version) {
        String[] parts = version.split("[^0-9]+");
        return parts.length < 2 ? 0 : Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    /** The file that was loaded. */
    public Path file() {
        return file;
    }

    /** MLX's version, e.g. {@code 0.31.2}. */
    public String version() {
        return version;
    }

    /** Whether MLX has a GPU here: Metal on a Mac, CUDA elsewhere. */
    public boolean hasGpu() {
        long device = mlx.newDevice.call(MlxDevice.GPU.code, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_BOOLEAN);
            MlxErrors.check(mlx.deviceIsAvailable.call(out, device));
            return out.get(ValueLayout.JAVA_BOOLEAN, 0);
        } finally {
            mlx.freeDevice.call(device);
        }
    }
}
