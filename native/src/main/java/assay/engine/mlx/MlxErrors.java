package assay.engine.mlx;

import assay.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * MLX's errors as Java's. mlx-c tells an error to a handler of the whole process, on the thread that called, and then
 * returns a status; its own handler would end the process.
 */
final class MlxErrors {
    /** What the handler heard last on this thread. The handler is the process's, and so is this. */
    private static final ThreadLocal<String> HEARD = new ThreadLocal<>();

    private static final int LONGEST = 10_000;

    private MlxErrors() {}

    /** Installs the handler in a loaded library, for good. */
    @SuppressWarnings("restricted")
    static void install(SymbolLookup symbols) throws Throwable {
        MethodHandle hear = MethodHandles.lookup()
                .findStatic(
                        MlxErrors.class,
                        "hear",
                        MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class));
        MemorySegment handler = Linker.nativeLinker()
                .upcallStub(hear, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS), Arena.global());
        MethodHandle install = Linker.nativeLinker()
                .downcallHandle(
                        symbols.findOrThrow("mlx_set_error_handler"),
                        FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        install.invokeExact(handler, MemorySegment.NULL, MemorySegment.NULL);
    }

    /** Called by mlx-c; must not throw, which would end the process. */
    @SuppressWarnings({"unused", "restricted"})
    private static void hear(MemorySegment message, MemorySegment data) {
        try {
            HEARD.set(message.reinterpret(LONGEST).getString(0));
        } catch (RuntimeException | Error unreadable) {
            HEARD.set("an error without a readable message");
        }
    }

    /** Throws what MLX said if a call's status is not 0. */
    static void check(int status) {
        if (status != 0) throw failure();
    }

    /** The handle that a constructor gave; mlx-c gives null where it failed. */
    static long made(long handle) {
        if (handle == 0) throw failure();
        return handle;
    }

    private static EngineException failure() {
        String heard = HEARD.get();
        HEARD.remove();
        return new EngineException("MLX says: " + (heard == null ? "no reason" : plain(heard)));
    }

    /** mlx-c adds the place in its own sources. */
    private static String plain(String message) {
        return message.replaceFirst(" at \\S+:\\d+$", "");
    }
}
