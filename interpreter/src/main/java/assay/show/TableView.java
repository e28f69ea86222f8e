package assay.show;

import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The first rows of a table as aligned columns. */
final class TableView {
    private TableView() {}

    static List<Line> lines(Table table, Look look) {
        if (table.size() == 0) {
            return List.of(Line.of("no rows; columns: " + String.join(", ", table.columns()), Ink.FAINT)
                    .cut(look.width()));
        }
        int rows = Math.min(table.size(), look.top());
        List<Grid.Column> columns = new ArrayList<>();
        List<List<Line>> cells = new ArrayList<>();
        for (String name : table.columns()) {
            List<Value> values = IntStream.range(0, rows)
                    .mapToObj(row -> table.cell(row, name))
                    .toList();
            boolean numbers =
                    values.stream().allMatch(value -> value instanceof Value.Num || value instanceof Value.None);
            columns.add(new Grid.Column(name, numbers));
            cells.add(column(values));
        }
        List<List<Line>> shown = IntStream.range(0, rows)
                .mapToObj(row -> cells.stream().map(column -> column.get(row)).toList())
                .toList();
        List<Line> lines = new ArrayList<>(new Grid(columns, shown).lines(look.width()));
        if (rows < table.size()) {
            lines.add(Line.of("… " + Count.of(table.size() - rows, "more row"), Ink.FAINT));
        }
        return lines;
    }

    /** One line per value; numbers all with as many digits after the point. */
    static List<Line> column(List<Value> values) {
        double[] numbers = values.stream()
                .filter(Value.Num.class::isInstance)
                .mapToDouble(value -> ((Value.Num) value).value())
                .toArray();
        int decimals = Digits.decimals(numbers);
        return values.stream()
                .map(value -> value instanceof Value.Num(double number)
                        ? Line.of(Digits.of(number, decimals))
                        : Entry.of(value))
                .toList();
    }
}
