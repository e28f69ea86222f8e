package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Mask;
import assay.engine.Scores;
import assay.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Grouped-query attention over a key-value cache. */
record Attention(Projections qkv, Heads queries, Heads keys, Heads values, Linear out, Scores scores, Mask mask) {

    /** [rows, hidden] to [rows, hidden]; the caches of the batch take in the new keys and values. */
    Tensor apply(Engine engine, Tensor x, Batch batch, int layer, Taps taps) {
        List<Tensor> projected = qkv.apply(engine, x);
        Tensor q = taps.tap(Point.Q_PRE_ROPE, layer, queries.normalized(engine, projected.get(0)));
        Tensor k = taps.tap(Point.K_PRE_ROPE, layer, keys.normalized(engine, projected.get(1)));
        Tensor v = taps.tap(Point.V, layer, values.normalized(engine, projected.get(2)));
        List<Batch.Part> parts = batch.parts();
        List<Tensor> turnedQ = turned(engine, queries, q, parts, new Place(taps, Point.Q, layer));
        List<Tensor> turnedK = turned(engine, keys, k, parts, new Place(taps, Point.K, layer));
        List<Tensor> read = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Tensor own = values.split(engine, v, parts.get(i));
            Tensor heads = read(engine, turnedQ.get(i), turnedK.get(i), own, parts.get(i), layer, taps);
            read.add(queries.rows(engine, heads));
        }
        return out.apply(engine, taps.tap(Point.Z, layer, joined(engine, read)));
    }

    private record Place(Taps taps, Point point, int layer) {}

    /** By sequence [1, count, T, headDim] with their rotary positions. */
    private static List<Tensor> turned(Engine engine, Heads heads, Tensor x, List<Batch.Part> parts, Place place) {
        List<Tensor> turned =
                parts.stream().map(part -> heads.turned(engine, x, part)).toList();
        if (!place.taps.wants(place.point, place.layer)) return turned;
        List<Tensor> rows = turned.stream().map(t -> heads.rows(engine, t)).toList();
        Tensor tapped = place.taps.tap(place.point, place.layer, joined(engine, rows));
        return parts.stream().map(part -> heads.split(engine, tapped, part)).toList();
    }

    private static Tensor joined(Engine engine, List<Tensor> parts) {
        return parts.size() == 1 ? parts.get(0) : engine.concatenate(parts, 0);
    }

    /** What the heads of one sequence read: [1, heads, T, headDim]. */
    private Tensor read(Engine engine, Tensor q, Tensor k, Tensor v, Batch.Part part, int layer, Taps taps) {
        LayerCache cache = part.cache().layer(layer);
        cache.append(engine, k, v, part.offset());
        int length = part.offset() + k.dim(2);
        if (taps.wants(Point.SCORES, layer) || taps.wants(Point.PATTERN, layer)) {
            Pattern pattern = new Pattern(engine, scores, mask);
            Tensor raw = pattern.scores(q, cache.keys(engine, length)); // [heads, T, length]
            Tensor seen = taps.tap(Point.SCORES, layer, part.sequence(), raw);
            Tensor soft = pattern.softmax(seen);
            Tensor used = taps.tap(Point.PATTERN, layer, part.sequence(), soft);
            // who only watches must not change the last bits
            if (seen != raw || used != soft) return pattern.read(used, cache.values(engine, length));
        }
        return cache.attend(engine, q, length, scores, mask);
    }
}
