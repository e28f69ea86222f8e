package assay.engine.text;

import java.util.Arrays;

/** A binary heap of (rank, position), lowest first: a merge waiting to be done. */
final class MergeQueue {
    private long[] heap = new long[32];
    private int size;

    void add(int rank, int position) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        long entry = (long) rank << 32 | position;
        int at = size++;
        while (at > 0 && heap[(at - 1) / 2] > entry) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = entry;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Rank in the high half, position in the low half. */
    long poll() {
        long first = heap[0];
        long last = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }
}
