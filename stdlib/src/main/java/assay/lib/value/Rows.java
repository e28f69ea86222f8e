package assay.lib.value;

import java.util.ArrayList;
import java.util.List;

/** Collects the rows of a table while an experiment finds them. */
public final class Rows {
    private final List<String> columns;
    private final List<List<Value>> rows = new ArrayList<>();

    public Rows(String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row: numbers, texts, booleans and values, one for each column. */
    public Rows add(Object... cells) {
        List<Value> row = new ArrayList<>(cells.length);
        for (Object cell : cells) row.add(value(cell));
        rows.add(row);
        return this;
    }

    public int size() {
        return rows.size();
    }

    public Table table() {
        return Table.of(columns, rows);
    }

    private static Value value(Object cell) {
        return switch (cell) {
            case Value value -> value;
            case Number number -> Value.of(number.doubleValue());
            case String text -> Value.of(text);
            case Boolean flag -> Value.of(flag);
            default -> throw new IllegalArgumentException("a cell cannot hold " + cell);
        };
    }
}
