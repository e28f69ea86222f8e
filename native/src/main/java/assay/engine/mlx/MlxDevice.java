package assay.engine.mlx;

import assay.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Where MLX computes. */
public enum MlxDevice {
    CPU("cpu", 0),
    GPU("gpu", 1);

    /** For people: cpu or gpu. */
    public final String label;
    /** mlx-c's {@code mlx_device_type}. */
    final int code;

    MlxDevice(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** The processor's name as MLX knows it, and how much of its memory MLX should use at most (0: it does not say). */
    record Info(String name, long workingSet) {}

    Info info(Mlx mlx) {
        long device = mlx.newDevice.call(code, 0);
        long info = mlx.newDeviceInfo.call();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            out.set(ValueLayout.JAVA_LONG, 0, info);
            MlxErrors.check(mlx.deviceInfo.call(out, device));
            info = out.get(ValueLayout.JAVA_LONG, 0);
            return new Info(
                    name(mlx, info, out, arena.allocateFrom("device_name")),
                    size(mlx, info, out, arena.allocateFrom("max_recommended_working_set_size")));
        } catch (EngineException unknown) {
            return new Info("unknown processor", 0);
        } finally {
            mlx.freeDeviceInfo.call(info);
            mlx.freeDevice.call(device);
        }
    }

    @SuppressWarnings("restricted")
    private static String name(Mlx mlx, long info, MemorySegment out, MemorySegment key) {
        if (mlx.deviceInfoString.call(out, info, key) != 0) return "unknown processor";
        return out.get(ValueLayout.ADDRESS, 0).reinterpret(1000).getString(0);
    }

    private static long size(Mlx mlx, long info, MemorySegment out, MemorySegment key) {
        return mlx.deviceInfoSize.call(out, info, key) == 0 ? out.get(ValueLayout.JAVA_LONG, 0) : 0;
    }
}
