package assay.engine.mlx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a thread needs for calls: its stream (MLX binds streams to threads), a place for results, places for shapes, and
 * the innermost open scope.
 */
final class MlxThread {
    /** More axes than any tensor has. */
    private static final int AXES = 16;

    final long stream;
    final MemorySegment slot;
    final MemorySegment ints;
    final MemorySegment moreInts;
    final MemorySegment ones;
    MlxScope innermost;

    MlxThread(long stream) {
        this.stream = stream;
        Arena arena = Arena.ofAuto();
        slot = arena.allocate(ValueLayout.JAVA_LONG);
        ints = arena.allocate(ValueLayout.JAVA_INT, AXES);
        moreInts = arena.allocate(ValueLayout.JAVA_INT, AXES);
        ones = arena.allocate(ValueLayout.JAVA_INT, AXES);
        for (int i = 0; i < AXES; i++) ones.setAtIndex(ValueLayout.JAVA_INT, i, 1);
    }

    /** An empty slot, in which mlx-c then makes a new handle instead of replacing an old one. */
    MemorySegment slot() {
        slot.set(ValueLayout.JAVA_LONG, 0, 0);
        return slot;
    }

    /** The handle that a call has left, or the error that its status stands for. */
    long result(int status) {
        MlxErrors.check(status);
        return slot.get(ValueLayout.JAVA_LONG, 0);
    }

    MemorySegment ints(int... values) {
        return fill(ints, values);
    }

    MemorySegment moreInts(int... values) {
        return fill(moreInts, values);
    }

    private static MemorySegment fill(MemorySegment to, int[] values) {
        if (values.length > AXES) throw new IllegalArgumentException("a tensor of " + values.length + " axes");
        MemorySegment.copy(values, 0, to, ValueLayout.JAVA_INT, 0, values.length);
        return to;
    }
}
