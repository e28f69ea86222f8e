package assay.show;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out how a value is best drawn; a {@link Failure} says what could be plotted instead. */
final class PlotReader {
    private static final int MOST_SERIES = 12;
    private static final double LARGEST = 1e300;
    private static final double SMALLEST = 1e-290;

    /** Columns that tell how sure the value beside them is, and of how many; no curves of their own. */
    private static final Set<String> BESIDE =
            Set.of("low", "high", "deviation", "p", "p_holm", "difference_low", "difference_high", "items", "rows");

    private PlotReader() {}

    static Plot read(Value what, Optional<String> by) {
        Plot plot =
                switch (what) {
                    case Table table -> table(table, by);
                    case Value.Listing(List<Value> items) -> list(items, by);
                    case Value.Rec(Map<String, Value> fields) -> record(fields);
                    case TensorValue tensor -> tensor(tensor);
                    case Result result ->
                        table(Doses.of(result).orElseThrow(() -> new Failure(advice(result))), Optional.of("alpha"));
                    case Value.Num _,
                            Value.Str _,
                            Value.Bool _,
                            Value.None _,
                            Value.Range _,
                            Value.Pair _,
                            Value.ModelRef _,
                            Procedure _ ->
                        throw new Failure(
                                "`plot` draws a table, a list of numbers, a record of numbers or a tensor, not "
                                        + Entry.text(what));
                };
        boolean empty =
                switch (plot) {
                    case Plot.Curves curves ->
                        curves.ys().isEmpty() || curves.xs().isEmpty();
                    case Plot.Columns columns -> columns.values().isEmpty();
                    case Plot.Heat heat -> heat.values().isEmpty();
                };
        if (empty) throw new Failure("there is nothing to plot: not one of the values is a finite number");
        return plot;
    }

    private static String advice(Result result) {
        String tables = result.fields().entrySet().stream()
                .filter(field -> field.getValue() instanceof Table || field.getValue() instanceof TensorValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return "the result of `" + result.verb() + "` is more than one chart can show; "
                + (tables.isEmpty() ? "none of its fields is a table" : "plot one of its fields: " + tables);
    }

    private static Plot list(List<Value> items, Optional<String> by) {
        if (items.isEmpty()) throw new Failure("there is nothing to plot: the list is empty");
        if (items.stream().allMatch(Value.Rec.class::isInstance)) {
            return table(Table.of(items.stream().map(Value.Rec.class::cast).toList()), by);
        }
        if (!items.stream().allMatch(Value.Num.class::isInstance)) {
            throw new Failure("`plot` draws a list of numbers or of records, but this list also holds other things");
        }
        double[] ys = items.stream().mapToDouble(PlotReader::number).toArray();
        return new Plot.Curves("index", List.of(new Plot.Series("value", indices(ys.length), ys)), true);
    }

    private static Plot record(Map<String, Value> fields) {
        List<String> names = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (!(value instanceof Value.Num)) return;
            names.add(name);
            values.add(value);
        });
        if (names.isEmpty()) throw new Failure("`plot` draws a record's numbers, but this record has none");
        double[] ys = values.stream().mapToDouble(PlotReader::number).toArray();
        return new Plot.Columns("name", names, List.of(new Plot.Series("value", indices(ys.length), ys)));
    }

    private static Plot tensor(TensorValue tensor) {
        int[] shape = tensor.shape();
        double[] values = IntStream.range(0, tensor.data().length)
                .mapToDouble(i -> tensor.data()[i])
                .toArray();
        if (shape.length == 1) {
            return new Plot.Curves(
                    tensor.axes().getFirst(),
                    List.of(new Plot.Series(tensor.name(), indices(values.length), values)),
                    true);
        }
        if (shape.length == 2) {
            return new Plot.Heat(
                    tensor.name(), tensor.axes().get(0), tensor.axes().get(1), shape[0], shape[1], values);
        }
        throw new Failure("`plot` draws tensors with one or two axes, but " + tensor.name() + " is "
                + TensorView.shape(tensor) + "; choose one of its rows");
    }

    private static Plot table(Table table, Optional<String> by) {
        if (table.size() == 0) throw new Failure("there is nothing to plot: the table has no rows");
        List<String> ys = new ArrayList<>(table.columns().stream()
                .filter(name -> isNumeric(table.column(name)))
                .toList());
        by.ifPresent(ys::remove);
        if (ys.stream().anyMatch(name -> !BESIDE.contains(name))) ys.removeIf(BESIDE::contains);
        if (ys.isEmpty()) {
            throw new Failure("`plot` needs a column of numbers"
                    + by.map(x -> " besides `" + x + "`").orElse("") + "; the columns are "
                    + String.join(", ", table.columns()));
        }
        Optional<String> group = table.columns().stream()
                .filter(name -> !isNumeric(table.column(name)))
                .filter(name -> !Optional.of(name).equals(by))
                .findFirst();
        if (by.isEmpty() && group.isPresent()) return bars(table, group.get(), ys);
        if (by.isPresent() && !isNumeric(table.column(by.get()))) return bars(table, by.get(), ys);
        double[] xs = by.map(name -> numbers(table.column(name))).orElseGet(() -> indices(table.size()));
        String x = by.orElse("row");
        List<Plot.Series> series = group.isPresent() && repeats(xs)
                ? grouped(table, xs, ys, group.get())
                : ys.stream()
                        .map(name -> new Plot.Series(name, xs, numbers(table.column(name))))
                        .toList();
        if (series.size() > MOST_SERIES) {
            throw new Failure("these would be " + series.size() + " curves, and a chart shows at most " + MOST_SERIES
                    + "; choose columns or rows");
        }
        return new Plot.Curves(x, series, series.stream().allMatch(one -> ascends(one.xs())));
    }

    /** One curve for every different cell of a column. */
    private static List<Plot.Series> grouped(Table table, double[] xs, List<String> ys, String group) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < table.size(); row++) {
            rows.computeIfAbsent(Entry.text(table.cell(row, group)), key -> new ArrayList<>())
                    .add(row);
        }
        List<Plot.Series> series = new ArrayList<>();
        rows.forEach((key, members) -> {
            for (String name : ys) {
                series.add(new Plot.Series(
                        ys.size() == 1 ? key : key + " " + name,
                        members.stream().mapToDouble(row -> xs[row]).toArray(),
                        members.stream()
                                .mapToDouble(row -> number(table.cell(row, name)))
                                .toArray()));
            }
        });
        return series;
    }

    private static Plot bars(Table table, String category, List<String> ys) {
        List<String> categories = categories(table, category);
        List<Plot.Series> series = ys.stream()
                .limit(MOST_SERIES)
                .map(name -> new Plot.Series(name, indices(table.size()), numbers(table.column(name))))
                .toList();
        return new Plot.Columns(category, categories, series);
    }

    /** The cells of a column; where they repeat, those of the other columns of text with them. */
    private static List<String> categories(Table table, String category) {
        List<String> cells =
                table.column(category).items().stream().map(Entry::text).toList();
        if (cells.stream().distinct().count() == cells.size()) return cells;
        List<String> names = new ArrayList<>(List.of(category));
        table.columns().stream()
                .filter(name -> !name.equals(category) && !isNumeric(table.column(name)))
                .forEach(names::add);
        return IntStream.range(0, table.size())
                .mapToObj(row -> names.stream()
                        .map(name -> Entry.text(table.cell(row, name)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static boolean isNumeric(Value.Listing column) {
        return column.items().stream().anyMatch(Value.Num.class::isInstance)
                && column.items().stream().allMatch(value -> value instanceof Value.Num || value instanceof Value.None);
    }

    private static double[] numbers(Value.Listing column) {
        return column.items().stream().mapToDouble(PlotReader::number).toArray();
    }

    /** What no axis can hold is a gap. */
    private static double number(Value value) {
        if (!(value instanceof Value.Num(double number)) || Math.abs(number) > LARGEST) return Double.NaN;
        return Math.abs(number) < SMALLEST ? 0 : number;
    }

    private static double[] indices(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    private static boolean repeats(double[] xs) {
        return java.util.Arrays.stream(xs).distinct().count() < xs.length;
    }

    private static boolean ascends(double[] xs) {
        return IntStream.range(1, xs.length).allMatch(i -> xs[i] > xs[i - 1]);
    }
}
