package assay.engine.cpu;

import assay.engine.Mask;
import assay.engine.Scores;
import java.util.Arrays;

/** What happens between positions: rotation by position and attention. */
final class Attention {
    private final CpuEngine engine;

    Attention(CpuEngine engine) {
        this.engine = engine;
    }

    CpuTensor rope(CpuTensor x, int dims, CpuTensor freqs, int offset) {
        int[] shape = x.layout.shape();
        if (shape.length != 4
                || dims <= 0
                || dims % 2 != 0
                || dims > shape[3]
                || freqs.rank() != 1
                || freqs.dim(0) != dims / 2
                || offset < 0)
            throw new IllegalArgumentException("rope of the first " + dims + " of " + Arrays.toString(shape) + " with "
                    + Arrays.toString(freqs.layout.shape()) + " freqs from position " + offset + " is not defined");
        int positions = shape[2];
        int half = dims / 2;
        int d = shape[3];
        Layout view = x.view();
        float[] from = x.strided();
        if (view.step() != 1) {
            from = x.contiguous();
            view = Layout.of(shape);
        }
        float[] values = from;
        int[] rows = view.rows();
        float[] to = engine.buffers.take(x.layout.size());
        float[] cos = new float[positions * half];
        float[] sin = new float[positions * half];
        angles(freqs, offset, positions, half, cos, sin);
        engine.pool.run(rows.length, 1, (long) rows.length * d, (i, j) -> {
            for (int r = i; r < j; r++) {
                engine.kernels.rotate(values, rows[r], cos, sin, r % positions * half, to, r * d, half);
                System.arraycopy(values, rows[r] + dims, to, r * d + dims, d - dims);
            }
        });
        return engine.born(to, shape);
    }

    /** Angles in float32 as MLX rounds them, their cosines and sines from double. */
    private static void angles(CpuTensor freqs, int offset, int positions, int half, float[] cos, float[] sin) {
        float[] f = freqs.floats();
        for (int i = 0; i < half; i++) f[i] = 1 / f[i];
        for (int t = 0; t < positions; t++)
            for (int i = 0; i < half; i++) {
                float angle = (float) (offset + t) * f[i];
                cos[t * half + i] = (float) StrictMath.cos(angle);
                sin[t * half + i] = (float) StrictMath.sin(angle);
            }
    }

    CpuTensor attend(CpuTensor q, CpuTensor k, CpuTensor v, int length, Scores how, Mask mask) {
        int[] a = q.layout.shape();
        int[] b = k.layout.shape();
        int[] c = v.layout.shape();
        boolean fits = a.length == 4
                && b.length == 4
                && c.length == 4
                && a[0] == b[0]
                && b[0] == c[0]
                && b[1] == c[1]
                && b[2] == c[2]
                && a[3] == b[3]
                && b[1] > 0
                && a[1] % b[1] == 0
                && a[2] <= length
                && length <= b[2];
        if (!fits)
            throw new IllegalArgumentException("attention of queries " + Arrays.toString(a) + ", keys "
                    + Arrays.toString(b) + " and values " + Arrays.toString(c)
                    + ", of which " + length + " exist, is not defined");
        Rows queries = Rows.of(q);
        Rows keys = Rows.of(k);
        Rows values = Rows.of(v);
        int heads = a[1];
        int share = heads / b[1];
        int positions = a[2];
        int d = c[3];
        float[] y = engine.buffers.take(Layout.size(new int[] {a[0], heads, positions, d}));
        long work = 2L * a[0] * heads * positions * length * d;
        engine.pool.run(a[0] * heads * positions, 1, work, (i, j) -> {
            float[] scores = engine.scratch.get().get(Scratch.Slot.SCORES, length);
            for (int r = i; r < j; r++) {
                int t = r % positions;
                int kv = r / positions / heads * b[1] + r / positions % heads / share;
                int last = mask instanceof Mask.None ? length : length - positions + t + 1;
                int first = mask instanceof Mask.Window(int size) ? Math.max(0, last - size) : 0;
                int count = last - first;
                engine.kernels.scores(
                        queries.values,
                        queries.at(r / positions, t),
                        keys.values,
                        keys.at(kv, first),
                        keys.stride,
                        count,
                        a[3],
                        how.scale(),
                        scores);
                if (how.softcap() != 0) cap(scores, count, how.softcap());
                float max = engine.kernels.max(scores, 0, count);
                float sum = engine.kernels.expSum(scores, 0, max, scores, 0, count);
                engine.kernels.combine(
                        scores, 0, count, values.values, values.at(kv, first), values.stride, y, r * d, d);
                engine.kernels.right(Binary.DIVIDE, y, r * d, sum, y, r * d, d);
            }
        });
        return engine.born(y, a[0], heads, positions, d);
    }

    private void cap(float[] scores, int n, float cap) {
        engine.kernels.right(Binary.DIVIDE, scores, 0, cap, scores, 0, n);
        engine.kernels.unary(Unary.TANH, scores, 0, scores, 0, n);
        engine.kernels.right(Binary.MULTIPLY, scores, 0, cap, scores, 0, n);
    }

    /** Positions of a head at equal distances, whatever lies between them. */
    private record Rows(float[] values, int[] heads, int stride) {
        static Rows of(CpuTensor x) {
            Layout view = x.view();
            float[] values = x.strided();
            if (view.step() != 1) {
                values = x.contiguous();
                view = Layout.of(view.shape());
            }
            Layout heads = new Layout(view.offset(), new int[] {view.shape()[0], view.shape()[1], 1}, new int[] {
                view.strides()[0], view.strides()[1], 1
            });
            return new Rows(values, heads.rows(), view.strides()[2]);
        }

        int at(int head, int position) {
            return heads[head] + position * stride;
        }
    }
}
