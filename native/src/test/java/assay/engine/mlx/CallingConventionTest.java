package assay.engine.mlx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.Scope;
import assay.engine.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Structs by value, as C declares them, beside the machine words that {@link Calls} passes in their place. */
@SuppressWarnings("restricted")
class CallingConventionTest {
    private static final StructLayout ARRAY = MemoryLayout.structLayout(ADDRESS.withName("ctx"));
    private static final StructLayout OPTIONAL_FLOAT = MemoryLayout.structLayout(
            JAVA_FLOAT.withName("value"), JAVA_BOOLEAN.withName("has_value"), MemoryLayout.paddingLayout(3));

    private final SymbolLookup symbols =
            SymbolLookup.libraryLookup(MlxFound.library().file(), Arena.global());

    private MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    @Test
    void aHandleIsAMachineWord() throws Throwable {
        MethodHandle make = function("mlx_array_new_float32", FunctionDescriptor.of(ARRAY, JAVA_FLOAT));
        MethodHandle item = function("mlx_array_item_float32", FunctionDescriptor.of(JAVA_INT, ADDRESS, ARRAY));
        MethodHandle wordItem = function("mlx_array_item_float32", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        MethodHandle wordMake = function("mlx_array_new_float32", FunctionDescriptor.of(JAVA_LONG, JAVA_FLOAT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_FLOAT);
            MemorySegment struct = (MemorySegment) make.invokeExact((SegmentAllocator) arena, 1.25f);
            assertThat((int) wordItem.invokeExact(out, struct.get(JAVA_LONG, 0)))
                    .isZero();
            assertThat(out.get(JAVA_FLOAT, 0)).isEqualTo(1.25f);
            MemorySegment fromWord = arena.allocate(ARRAY);
            fromWord.set(JAVA_LONG, 0, (long) wordMake.invokeExact(-2.5f));
            assertThat((int) item.invokeExact(out, fromWord)).isZero();
            assertThat(out.get(JAVA_FLOAT, 0)).isEqualTo(-2.5f);
        }
    }

    /** {@code mlx_fast_rope} with its base given as a struct, and as frequencies beside an optional that is not there. */
    @Test
    void anOptionalNumberIsAMachineWord() throws Throwable {
        MethodHandle rope = function(
                "mlx_fast_rope",
                FunctionDescriptor.of(
                        JAVA_INT,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_BOOLEAN,
                        OPTIONAL_FLOAT,
                        JAVA_FLOAT,
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_LONG));
        MlxEngine engine = MlxFound.engine();
        try (Scope scope = engine.scope();
                Arena arena = Arena.ofConfined()) {
            Tensor x = engine.array(new float[] {1, 2, 3, 4}, 1, 1, 1, 4);
            MemorySegment base = arena.allocate(OPTIONAL_FLOAT);
            base.set(JAVA_FLOAT, 0, 10_000f);
            base.set(JAVA_BOOLEAN, 4, true);
            MlxThread t = engine.thread();
            int status = (int) rope.invokeExact(t.slot(), engine.handle(x), 4, false, base, 1f, 7, 0L, t.stream);
            float[] struct = engine.born(t, status).floats();
            long word = 1L << 32 | Integer.toUnsignedLong(Float.floatToRawIntBits(10_000f));
            int wordStatus = engine.mlx.rope.call(t.slot(), engine.handle(x), 4, false, word, 1f, 7, 0, t.stream);
            assertThat(engine.born(t, wordStatus).floats()).isEqualTo(struct);
            float[] frequencies =
                    engine.rope(x, 4, engine.array(new float[] {1, 100}, 2), 7).floats();
            for (int i = 0; i < 4; i++) assertThat(frequencies[i]).isCloseTo(struct[i], Offset.offset(1e-5f));
        }
    }
}
