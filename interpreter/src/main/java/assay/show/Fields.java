package assay.show;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a result whose fields may be missing or other than expected: what is not there is not shown. */
record Fields(Map<String, Value> values) {

    static Fields of(Result result) {
        return new Fields(result.fields());
    }

    /** A finite number. */
    Optional<Double> number(String name) {
        return values.get(name) instanceof Value.Num(double number) && Double.isFinite(number)
                ? Optional.of(number)
                : Optional.empty();
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof Value.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    boolean flag(String name) {
        return values.get(name) instanceof Value.Bool(boolean flag) && flag;
    }

    Fields record(String name) {
        return new Fields(values.get(name) instanceof Value.Rec(Map<String, Value> fields) ? fields : Map.of());
    }

    /** A list of texts. */
    List<String> texts(String name) {
        return values.get(name) instanceof Value.Listing(List<Value> items)
                ? items.stream().map(Entry::text).toList()
                : List.of();
    }

    Optional<Table> table(String name) {
        return values.get(name) instanceof Table table && table.size() > 0 ? Optional.of(table) : Optional.empty();
    }

    /** The rows of a table that has all these columns; otherwise none. */
    List<Fields> rows(String name, String... columns) {
        return table(name)
                .filter(table -> table.columns().containsAll(List.of(columns)))
                .map(table -> IntStream.range(0, table.size())
                        .mapToObj(row -> new Fields(table.row(row).fields()))
                        .toList())
                .orElse(List.of());
    }
}
