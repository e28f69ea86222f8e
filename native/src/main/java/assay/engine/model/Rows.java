package assay.engine.model;

import java.util.Arrays;

/**
 * What the rows of a batch are.
 *
 * @param positions of each row in its sequence
 * @param generated whether the model itself, or whoever samples from it, wrote the token of the row
 * @param sequences which sequence of the batch a row is of
 */
public record Rows(int[] positions, boolean[] generated, int[] sequences) {

    static Rows of(Batch batch) {
        Rows rows = new Rows(new int[batch.rows()], new boolean[batch.rows()], new int[batch.rows()]);
        for (Batch.Part part : batch.parts()) {
            Arrays.fill(rows.sequences, part.from(), part.to(), part.sequence());
            for (int row = part.from(); row < part.to(); row++) {
                rows.positions[row] = part.offset() + row - part.from();
                rows.generated[row] = rows.positions[row] >= part.cache().generatedFrom();
            }
        }
        return rows;
    }

    public int count() {
        return positions.length;
    }
}
