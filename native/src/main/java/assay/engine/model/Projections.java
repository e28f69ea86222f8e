package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Several linear maps of the same input. */
sealed interface Projections {

    /** [rows, in] to one [rows, width] each. */
    List<Tensor> apply(Engine engine, Tensor x);

    /** A matrix each. */
    record Separate(List<Linear> parts) implements Projections {
        @Override
        public List<Tensor> apply(Engine engine, Tensor x) {
            return parts.stream().map(part -> part.apply(engine, x)).toList();
        }
    }

    /**
     * One matrix, whose output is cut.
     *
     * @param widths of the pieces, together the matrix's
     */
    record Joined(Linear all, List<Integer> widths) implements Projections {
        @Override
        public List<Tensor> apply(Engine engine, Tensor x) {
            Tensor y = all.apply(engine, x);
            List<Tensor> cut = new ArrayList<>();
            int from = 0;
            for (int width : widths) {
                cut.add(engine.slice(y, new int[] {0, from}, new int[] {y.dim(0), from + width}));
                from += width;
            }
            return cut;
        }
    }
}
