package assay.engine.model;

import assay.engine.DType;
import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.Map;

/**
 * Moves the residual stream along a direction at {@code resid_post} of some layers, computed in float32 and rounded to
 * the stream's type afterwards. With the unit direction d and p = h . d:
 *
 * <ul>
 *   <li>{@code add} h + alpha d
 *   <li>{@code subtract} h - alpha p d
 *   <li>{@code swap} h - 2 alpha p d
 *   <li>{@code cap} h + (clip(p, -alpha, alpha) - p) d
 *   <li>{@code floor} h - min(p - alpha, 0) d
 *   <li>{@code translate} h - alpha (h . a) a + alpha (h . a) b, from the concept a to b
 * </ul>
 *
 * @param directions by layer, from 0
 */
public record Steering(Mode mode, float alpha, Map<Integer, Direction> directions, Where where)
        implements Intervention {

    public enum Mode {
        ADD,
        SUBTRACT,
        SWAP,
        CAP,
        FLOOR,
        TRANSLATE
    }

    /** Which tokens are steered. */
    public enum Where {
        ALL,
        PROMPT,
        GENERATED
    }

    /**
     * @param unit [hidden]: d, or the concept a that is left
     * @param to [hidden]: the concept b that is gone to, of {@code translate} only
     */
    public record Direction(float[] unit, float[] to) {
        public Direction(float[] unit) {
            this(unit, unit);
        }
    }

    @Override
    public Taps taps(Engine engine, Rows rows) {
        return (point, layer, x) -> {
            Direction direction = point == Point.RESID_POST ? directions.get(layer) : null;
            return direction == null ? x : steered(engine, rows, x, direction);
        };
    }

    private Tensor steered(Engine engine, Rows rows, Tensor x, Direction direction) {
        int hidden = direction.unit.length;
        Tensor h = engine.astype(x, DType.F32); // [rows, hidden]
        Tensor d = engine.array(direction.unit, 1, hidden);
        Tensor p = engine.linear(h, d); // [rows, 1]
        Tensor change =
                switch (mode) {
                    case ADD -> engine.multiply(d, alpha);
                    case SUBTRACT -> engine.multiply(d, engine.multiply(p, -alpha));
                    case SWAP -> engine.multiply(d, engine.multiply(p, -2 * alpha));
                    case CAP -> engine.multiply(d, engine.subtract(clipped(engine, p), p));
                    case FLOOR -> engine.multiply(d, engine.negative(below(engine, p)));
                    case TRANSLATE -> {
                        Tensor along = engine.subtract(engine.array(direction.to, 1, hidden), d);
                        yield engine.multiply(along, engine.multiply(p, alpha));
                    }
                };
        return engine.astype(engine.add(h, masked(engine, rows, change)), x.dtype());
    }

    private Tensor clipped(Engine engine, Tensor p) {
        return engine.maximum(engine.minimum(p, number(engine, alpha)), number(engine, -alpha));
    }

    private Tensor below(Engine engine, Tensor p) {
        return engine.minimum(engine.add(p, -alpha), number(engine, 0));
    }

    private static Tensor number(Engine engine, float value) {
        return engine.array(new float[] {value}, 1, 1);
    }

    /** No change in the rows that are left alone. */
    private Tensor masked(Engine engine, Rows rows, Tensor change) {
        if (where == Where.ALL) return change;
        float[] mask = new float[rows.count()];
        for (int row = 0; row < mask.length; row++)
            mask[row] = rows.generated()[row] == (where == Where.GENERATED) ? 1 : 0;
        return engine.multiply(change, engine.array(mask, mask.length, 1));
    }
}
