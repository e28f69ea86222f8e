package assay.engine.cpu;

import java.util.Arrays;

/** How a shape lies in an array: element (i, j, ...) is at {@code offset + i * strides[0] + j * strides[1] + ...}. */
record Layout(int offset, int[] shape, int[] strides) {

    /** Row-major without gaps. */
    static Layout of(int... shape) {
        return new Layout(0, shape, rowMajor(shape));
    }

    /** The number of elements, refused when no array could hold them. */
    static int size(int[] shape) {
        long size = 1;
        for (int n : shape) {
            if (n < 0)
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative dimension");
            size *= n;
            if (size > Integer.MAX_VALUE - 64)
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has too many elements");
        }
        return (int) size;
    }

    static int[] rowMajor(int[] shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return strides;
    }

    /** An axis counted from either end as one counted from the front. */
    static int axis(int axis, int[] shape) {
        int a = axis < 0 ? axis + shape.length : axis;
        if (a < 0 || a >= shape.length)
            throw new IllegalArgumentException("axis " + axis + " is not one of shape " + Arrays.toString(shape));
        return a;
    }

    /** The shape two shapes broadcast to. */
    static int[] broadcast(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] shape = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int m = i <= a.length ? a[a.length - i] : 1;
            int n = i <= b.length ? b[b.length - i] : 1;
            if (m != n && m != 1 && n != 1)
                throw new IllegalArgumentException(
                        "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not broadcast");
            shape[rank - i] = m == 1 ? n : m;
        }
        return shape;
    }

    int size() {
        return size(shape);
    }

    boolean contiguous() {
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && strides[i] != stride) return false;
            stride *= shape[i];
        }
        return true;
    }

    /** The same elements seen as a larger shape, repeated along new and unit axes by strides of 0. */
    Layout expand(int... to) {
        int[] s = new int[to.length];
        int shift = to.length - shape.length;
        for (int i = 0; i < shape.length; i++) s[i + shift] = shape[i] == 1 && to[i + shift] != 1 ? 0 : strides[i];
        return new Layout(offset, to, s);
    }

    Layout transpose(int... axes) {
        int[] to = new int[shape.length];
        int[] s = new int[shape.length];
        boolean[] seen = new boolean[shape.length];
        if (axes.length != shape.length) throw notAPermutation(axes);
        for (int i = 0; i < axes.length; i++) {
            int a = axis(axes[i], shape);
            if (seen[a]) throw notAPermutation(axes);
            seen[a] = true;
            to[i] = shape[a];
            s[i] = strides[a];
        }
        return new Layout(offset, to, s);
    }

    private IllegalArgumentException notAPermutation(int[] axes) {
        return new IllegalArgumentException(
                "axes " + Arrays.toString(axes) + " do not reorder shape " + Arrays.toString(shape));
    }

    /** Elements {@code start[i] <= index < stop[i]} of every axis. */
    Layout slice(int[] start, int[] stop) {
        boolean fits = start.length == shape.length && stop.length == shape.length;
        for (int i = 0; fits && i < shape.length; i++)
            fits = 0 <= start[i] && start[i] <= stop[i] && stop[i] <= shape[i];
        if (!fits)
            throw new IllegalArgumentException("elements " + Arrays.toString(start) + " to " + Arrays.toString(stop)
                    + " are not within shape " + Arrays.toString(shape));
        int[] to = new int[shape.length];
        int at = offset;
        for (int i = 0; i < shape.length; i++) {
            to[i] = stop[i] - start[i];
            at += start[i] * strides[i];
        }
        return new Layout(at, to, strides);
    }

    /** Where this layout's runs along its last axis begin, for every combination of the other axes in row-major order. */
    int[] rows() {
        int rank = shape.length;
        int[] starts = {offset};
        for (int i = 0; i < rank - 1; i++) {
            int[] next = new int[Math.multiplyExact(starts.length, shape[i])];
            for (int j = 0; j < next.length; j++) next[j] = starts[j / shape[i]] + j % shape[i] * strides[i];
            starts = next;
        }
        return starts;
    }

    /** Elements in a run along the last axis. */
    int run() {
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    /** Distance of the elements of a run. */
    int step() {
        return shape.length == 0 ? 1 : strides[shape.length - 1];
    }
}
