package assay.engine.cpu;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Float arrays of dead tensors, waiting for the next result of about their size. */
final class Buffers {
    private static final int SMALLEST = 1 << 10;

    private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();
    private final long limit;
    private long held;

    /** @param limit floats to hold at most */
    Buffers(long limit) {
        this.limit = limit;
    }

    /** At least {@code size} floats of any content. */
    float[] take(int size) {
        if (size < SMALLEST) return new float[size];
        int capacity = capacity(size);
        synchronized (this) {
            ArrayDeque<float[]> same = free.get(capacity);
            if (same != null && !same.isEmpty()) {
                held -= capacity;
                return same.pop();
            }
        }
        return new float[capacity];
    }

    synchronized void give(float[] values) {
        int capacity = values.length;
        if (capacity < SMALLEST || capacity != capacity(capacity) || held + capacity > limit) return;
        held += capacity;
        free.computeIfAbsent(capacity, c -> new ArrayDeque<>()).push(values);
    }

    /** Four sizes to each power of two, so that shapes that grow by one position share buffers. */
    private static int capacity(int size) {
        int step = Integer.highestOneBit(size) >> 2;
        long rounded = ((long) size + step - 1) / step * step;
        return rounded > Integer.MAX_VALUE - 64 ? size : (int) rounded;
    }
}
