package assay.engine.cpu;

import assay.engine.DType;
import assay.engine.io.RawTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Making tensors and moving their elements. Views of computed floats share them; a write copies what is shared. */
final class Shapes {
    private final CpuEngine engine;

    Shapes(CpuEngine engine) {
        this.engine = engine;
    }

    CpuTensor load(RawTensor raw) {
        int[] shape = raw.shape().clone();
        long bytes = (long) Layout.size(shape) * raw.dtype().bytes;
        if (raw.data().byteSize() != bytes)
            throw new IllegalArgumentException("tensor " + raw.name() + " of " + raw.file() + " has "
                    + raw.data().byteSize() + " bytes, but shape " + Arrays.toString(shape) + " of " + raw.dtype()
                    + " has " + bytes);
        MemorySegment data =
                raw.data().isNative() ? raw.data() : allocate(bytes).copyFrom(raw.data());
        CpuTensor stored = engine.born(raw.dtype(), Layout.of(shape), new Storage.Raw(data));
        return raw.dtype() == DType.I32 ? astype(stored, DType.I32) : stored;
    }

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, 64);
    }

    CpuTensor astype(CpuTensor x, DType dtype) {
        int[] shape = x.layout.shape();
        int n = x.layout.size();
        if (x.dtype == dtype && !(dtype == DType.I32 && x.storage() instanceof Storage.Raw)) return reshape(x, shape);
        return switch (dtype) {
            case F32 -> engine.born(Arrays.copyOfRange(x.contiguous(), x.start(), x.start() + n), shape);
            case I32 -> engine.born(dtype, Layout.of(shape), new Storage.Ints(integers(x)));
            case F16, BF16, U32, U8 -> {
                MemorySegment bytes = allocate((long) n * dtype.bytes);
                if (x.dtype.floating()) {
                    float[] values = x.contiguous();
                    int at = x.start();
                    for (int i = 0; i < n; i++) Copies.write(dtype, bytes, (long) i * dtype.bytes, values[at + i]);
                } else {
                    int[] values = x.ints();
                    for (int i = 0; i < n; i++)
                        if (dtype == DType.U32) Copies.word(bytes, i * 4L, values[i]);
                        else Copies.write(dtype, bytes, (long) i * dtype.bytes, values[i]);
                }
                yield engine.born(dtype, Layout.of(shape), new Storage.Raw(bytes));
            }
        };
    }

    private static int[] integers(CpuTensor x) {
        if (x.storage() instanceof Storage.Raw(MemorySegment bytes) && !x.dtype.floating())
            return x.dtype == DType.U8 ? Copies.bytes(bytes) : Copies.words(bytes);
        float[] values = x.floats();
        int[] to = new int[values.length];
        for (int i = 0; i < to.length; i++) to[i] = (int) values[i];
        return to;
    }

    CpuTensor reshape(CpuTensor x, int... shape) {
        int[] to = infer(x.layout, shape);
        return switch (x.storage()) {
            case Storage.Floats f
            when x.layout.contiguous() ->
                engine.born(x.dtype, new Layout(x.layout.offset(), to, Layout.rowMajor(to)), f.share());
            case Storage.Floats f ->
                engine.born(Copies.gather(f.values, x.layout, engine.buffers.take(x.layout.size())), to);
            case Storage.Ints _, Storage.Raw _ -> engine.born(x.dtype, Layout.of(to), x.storage());
        };
    }

    /** The shape with its -1 filled in. */
    private static int[] infer(Layout x, int[] shape) {
        int[] to = shape.clone();
        int open = -1;
        long known = 1;
        for (int i = 0; i < to.length; i++) {
            if (to[i] == -1 && open < 0) open = i;
            else known = to[i] < 0 ? -1 : Math.multiplyExact(known, (long) to[i]);
            if (known < 0) break;
        }
        int size = x.size();
        if (open >= 0 && known > 0 && size % known == 0) to[open] = (int) (size / known);
        if (known < 0 || (open >= 0 && to[open] < 0) || Layout.size(to) != size)
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(x.shape()) + " cannot become " + Arrays.toString(shape));
        return to;
    }

    CpuTensor transpose(CpuTensor x, int... axes) {
        Layout layout = x.layout.transpose(axes);
        return switch (x.storage()) {
            case Storage.Floats f -> engine.born(x.dtype, layout, f.share());
            case Storage.Ints i ->
                engine.born(x.dtype, Layout.of(layout.shape()), new Storage.Ints(Copies.gather(i.values(), layout)));
            case Storage.Raw r -> raw(x.dtype, layout, r.bytes());
        };
    }

    CpuTensor slice(CpuTensor x, int[] start, int[] stop) {
        Layout layout = x.layout.slice(start, stop);
        return switch (x.storage()) {
            case Storage.Floats f -> engine.born(x.dtype, layout, f.share());
            case Storage.Ints i ->
                engine.born(x.dtype, Layout.of(layout.shape()), new Storage.Ints(Copies.gather(i.values(), layout)));
            case Storage.Raw r -> raw(x.dtype, layout, r.bytes());
        };
    }

    /** Stored elements as {@code layout} sees them: in place when they lie together, else copied. */
    private CpuTensor raw(DType dtype, Layout layout, MemorySegment from) {
        Layout to = Layout.of(layout.shape());
        long size = (long) to.size() * dtype.bytes;
        if (layout.contiguous())
            return engine.born(
                    dtype,
                    to,
                    new Storage.Raw(from.asSlice(size == 0 ? 0 : (long) layout.offset() * dtype.bytes, size)));
        MemorySegment bytes = allocate(size);
        int run = layout.step() == 1 ? layout.run() : 1;
        long at = 0;
        for (int start : layout.rows())
            for (int i = 0; i < layout.run(); i += run) {
                long begin = ((long) start + (long) i * layout.step()) * dtype.bytes;
                MemorySegment.copy(from, begin, bytes, at, (long) run * dtype.bytes);
                at += (long) run * dtype.bytes;
            }
        return engine.born(dtype, to, new Storage.Raw(bytes));
    }

    CpuTensor sliceUpdate(CpuTensor x, CpuTensor update, int... start) {
        int[] shape = x.layout.shape();
        int[] part = update.layout.shape();
        if (start.length != shape.length || part.length != shape.length || !x.dtype.floating())
            throw new IllegalArgumentException("an update of shape " + Arrays.toString(part) + " at "
                    + Arrays.toString(start) + " does not fit " + x.dtype + Arrays.toString(shape));
        int[] stop = new int[start.length];
        for (int i = 0; i < stop.length; i++) stop[i] = Math.addExact(start[i], part[i]);
        x.layout.slice(start, stop);
        boolean kept = x.kept();
        CpuTensor to = owned(x);
        if (to.storage() instanceof Storage.Floats f)
            Copies.scatter(update.strided(), update.view(), f.values, to.layout.slice(start, stop));
        if (kept) to.keep();
        x.close();
        return to;
    }

    /** The same elements where nobody else reads them; {@code x} itself must not be used afterwards. */
    private CpuTensor owned(CpuTensor x) {
        if (x.storage() instanceof Storage.Floats f && !f.shared()) return engine.born(x.dtype, x.layout, f.share());
        float[] copy = engine.buffers.take(x.layout.size());
        Copies.gather(x.strided(), x.view(), copy);
        return engine.born(copy, x.layout.shape());
    }

    CpuTensor concatenate(List<CpuTensor> parts, int axis) {
        if (parts.isEmpty()) throw new IllegalArgumentException("nothing to concatenate");
        int[] shape = parts.getFirst().layout.shape().clone();
        int a = Layout.axis(axis, shape);
        long along = 0;
        for (CpuTensor p : parts) {
            int[] own = p.layout.shape().clone();
            if (own.length == shape.length) {
                along += own[a];
                own[a] = shape[a];
            }
            if (!Arrays.equals(own, shape))
                throw new IllegalArgumentException(
                        "shapes " + Arrays.toString(parts.getFirst().layout.shape()) + " and "
                                + Arrays.toString(p.layout.shape()) + " cannot be concatenated along axis " + axis);
        }
        shape[a] = Math.toIntExact(along);
        DType dtype = parts.getFirst().dtype;
        boolean same = parts.stream().allMatch(p -> p.dtype == dtype);
        return same && dtype != DType.F32 ? stored(parts, shape, a, dtype) : computed(parts, shape, a);
    }

    private CpuTensor computed(List<CpuTensor> parts, int[] shape, int axis) {
        Layout whole = Layout.of(shape);
        float[] to = engine.buffers.take(whole.size());
        int[] start = new int[shape.length];
        for (CpuTensor p : parts) {
            int[] stop = shape.clone();
            stop[axis] = start[axis] + p.layout.shape()[axis];
            Copies.scatter(p.strided(), p.view(), to, whole.slice(start, stop));
            start[axis] = stop[axis];
        }
        return engine.born(to, shape);
    }

    private CpuTensor stored(List<CpuTensor> parts, int[] shape, int axis, DType dtype) {
        int outer = 1;
        for (int i = 0; i < axis; i++) outer *= shape[i];
        MemorySegment to = allocate((long) Layout.size(shape) * dtype.bytes);
        long at = 0;
        for (int o = 0; o < outer; o++)
            for (CpuTensor p : parts) {
                long bytes = (long) p.layout.size() * dtype.bytes / outer;
                MemorySegment from =
                        switch (p.storage()) {
                            case Storage.Raw r -> r.bytes();
                            case Storage.Ints i -> MemorySegment.ofArray(i.values());
                            case Storage.Floats f -> MemorySegment.ofArray(f.values);
                        };
                MemorySegment.copy(from, o * bytes, to, at, bytes);
                at += bytes;
            }
        Storage storage = dtype == DType.I32 ? new Storage.Ints(Copies.words(to)) : new Storage.Raw(to);
        return engine.born(dtype, Layout.of(shape), storage);
    }

    CpuTensor take(CpuTensor x, CpuTensor indices) {
        int[] shape = x.layout.shape().clone();
        if (shape.length == 0 || indices.rank() != 1 || indices.dtype.floating())
            throw new IllegalArgumentException("take of " + indices.dtype + Arrays.toString(indices.layout.shape())
                    + " from shape " + Arrays.toString(shape) + " is not defined");
        int[] rows = indices.ints();
        for (int row : rows)
            if (row < 0 || row >= shape[0])
                throw new IllegalArgumentException(
                        "index " + row + " is outside axis 0 of shape " + Arrays.toString(shape));
        int run = shape[0] == 0 ? 0 : x.layout.size() / shape[0];
        shape[0] = rows.length;
        int size = Layout.size(shape);
        switch (x.storage()) {
            case Storage.Floats _ -> {
                float[] from = x.contiguous();
                float[] to = engine.buffers.take(size);
                for (int i = 0; i < rows.length; i++)
                    System.arraycopy(from, x.start() + rows[i] * run, to, i * run, run);
                return engine.born(to, shape);
            }
            case Storage.Ints v -> {
                int[] to = new int[size];
                for (int i = 0; i < rows.length; i++) System.arraycopy(v.values(), rows[i] * run, to, i * run, run);
                return engine.born(x.dtype, Layout.of(shape), new Storage.Ints(to));
            }
            case Storage.Raw r -> {
                long bytes = (long) run * x.dtype.bytes;
                MemorySegment to = allocate((long) size * x.dtype.bytes);
                for (int i = 0; i < rows.length; i++)
                    MemorySegment.copy(r.bytes(), rows[i] * bytes, to, i * bytes, bytes);
                return engine.born(x.dtype, Layout.of(shape), new Storage.Raw(to));
            }
        }
    }
}
