package assay.engine.cpu;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a tensor's elements lie. */
sealed interface Storage {

    /** Computed floats, shared by a tensor and the views of it. */
    final class Floats implements Storage {
        final float[] values;
        private final AtomicInteger users = new AtomicInteger(1);

        Floats(float[] values) {
            this.values = values;
        }

        Floats share() {
            users.incrementAndGet();
            return this;
        }

        boolean shared() {
            return users.get() > 1;
        }

        /** True for the last user. */
        boolean release() {
            return users.decrementAndGet() == 0;
        }
    }

    /** Computed or loaded int32. */
    record Ints(int[] values) implements Storage {}

    /** Elements in their stored type, row-major and little-endian, outside the heap. */
    record Raw(MemorySegment bytes) implements Storage {}
}
