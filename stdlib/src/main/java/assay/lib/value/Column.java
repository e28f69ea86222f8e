package assay.lib.value;

import java.util.List;

/** The cells of one column: numbers lie flat, anything else as values. */
sealed interface Column {
    int size();

    Value cell(int row);

    /** The cells of these rows, in their order. */
    Column pick(int[] rows);

    record Numbers(double[] cells) implements Column {
        @Override
        public int size() {
            return cells.length;
        }

        @Override
        public Value cell(int row) {
            return new Value.Num(cells[row]);
        }

        @Override
        public Column pick(int[] rows) {
            double[] picked = new double[rows.length];
            for (int i = 0; i < rows.length; i++) picked[i] = cells[rows[i]];
            return new Numbers(picked);
        }
    }

    record Mixed(List<Value> cells) implements Column {
        @Override
        public int size() {
            return cells.size();
        }

        @Override
        public Value cell(int row) {
            return cells.get(row);
        }

        @Override
        public Column pick(int[] rows) {
            Value[] picked = new Value[rows.length];
            for (int i = 0; i < rows.length; i++) picked[i] = cells.get(rows[i]);
            return new Mixed(List.of(picked));
        }
    }

    static Column of(List<Value> cells) {
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(cells.get(i) instanceof Value.Num(double number))) return new Mixed(List.copyOf(cells));
            numbers[i] = number;
        }
        return new Numbers(numbers);
    }
}
