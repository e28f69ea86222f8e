package assay.lib.value;

import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Named columns of equal length; rows have an order. Immutable. */
public final class Table implements Value {
    private final Map<String, Column> columns;
    private final int size;

    private Table(Map<String, Column> columns, int size) {
        this.columns = columns;
        this.size = size;
    }

    /** A table of these rows; each row has a cell for every column, in their order. */
    public static Table of(List<String> columns, List<? extends List<? extends Value>> rows) {
        if (new LinkedHashSet<>(columns).size() != columns.size())
            throw new Failure("a table's columns need different names, but these are " + String.join(", ", columns));
        Map<String, Column> cells = new LinkedHashMap<>();
        for (int c = 0; c < columns.size(); c++) {
            List<Value> column = new ArrayList<>(rows.size());
            for (int r = 0; r < rows.size(); r++) {
                List<? extends Value> row = rows.get(r);
                if (row.size() != columns.size())
                    throw new Failure("row " + r + " has " + row.size() + " cells, but the table has " + columns.size()
                            + " columns");
                column.add(row.get(c));
            }
            cells.put(columns.get(c), Column.of(column));
        }
        return new Table(cells, rows.size());
    }

    /** One row per record; a name that a record lacks gives none. Columns are in the order of their first appearance. */
    public static Table of(List<Rec> records) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        for (Rec record : records) names.addAll(record.fields().keySet());
        List<List<Value>> rows = new ArrayList<>(records.size());
        for (Rec record : records) {
            List<Value> row = new ArrayList<>(names.size());
            for (String name : names) row.add(record.fields().getOrDefault(name, new None()));
            rows.add(row);
        }
        return of(List.copyOf(names), rows);
    }

    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** A whole column, if there is one of this name. */
    public Optional<Listing> find(String column) {
        return Optional.ofNullable(columns.get(column)).map(Table::listing);
    }

    /** A whole column; a {@link Failure} that lists the columns if there is none of this name. */
    public Listing column(String name) {
        return listing(existing(name));
    }

    public Value cell(int row, String column) {
        return existing(column).cell(inside(row));
    }

    /** A row with all its cells; rows count from 0. */
    public Rec row(int index) {
        int row = inside(index);
        Map<String, Value> cells = new LinkedHashMap<>();
        columns.forEach((name, column) -> cells.put(name, column.cell(row)));
        return new Rec(Collections.unmodifiableMap(cells));
    }

    /** The rows that satisfy a condition. */
    public Table where(Predicate<Rec> condition) {
        return pick(
                IntStream.range(0, size).filter(row -> condition.test(row(row))).toArray());
    }

    /** The rows {@code from <= row < to}, as far as there are any. */
    public Table slice(int from, int to) {
        return pick(IntStream.range(Math.max(from, 0), Math.min(to, size)).toArray());
    }

    /** Sorted by a column, numbers before texts before other things, none last; equal cells keep their order. */
    public Table sortBy(String column, boolean descending) {
        Column cells = existing(column);
        Comparator<Value> order = Order.noneLast(descending);
        return pick(IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> order.compare(cells.cell(a), cells.cell(b)))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** A row for every different cell of a column, in the order of first appearance: that cell, {@code count} and {@code rows}. */
    public Table groupBy(String column) {
        Column cells = existing(column);
        Map<Values.Key, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < size; row++)
            groups.computeIfAbsent(new Values.Key(cells.cell(row)), key -> new ArrayList<>())
                    .add(row);
        List<List<Value>> rows = new ArrayList<>();
        groups.forEach((key, members) -> rows.add(List.of(
                key.value(),
                Value.of(members.size()),
                pick(members.stream().mapToInt(Integer::intValue).toArray()))));
        if (column.equals("count") || column.equals("rows"))
            throw new Failure("`group by` makes columns `count` and `rows`, so it cannot group by a column called `"
                    + column + "`");
        return of(List.of(column, "count", "rows"), rows);
    }

    private Table pick(int[] rows) {
        Map<String, Column> picked = new LinkedHashMap<>();
        columns.forEach((name, column) -> picked.put(name, column.pick(rows)));
        return new Table(picked, rows.length);
    }

    private Column existing(String name) {
        Column column = columns.get(name);
        if (column == null)
            throw new Failure("the table has no column `" + name + "`; it has " + String.join(", ", columns.keySet()));
        return column;
    }

    private int inside(int row) {
        if (row < 0 || row >= size)
            throw new Failure("there is no row " + row + "; the table has " + size + " rows, counted from 0");
        return row;
    }

    private static Listing listing(Column column) {
        return new Listing(
                IntStream.range(0, column.size()).mapToObj(column::cell).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table table && Values.equal(this, table);
    }

    @Override
    public int hashCode() {
        return 31 * columns().hashCode() + size;
    }

    @Override
    public String toString() {
        return Values.text(this);
    }
}
