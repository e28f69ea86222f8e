package assay.show;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a benchmark found, without what it did not look for: fields that are none, tables that are empty, single rows. */
final class BenchmarkView {
    private static final List<String> LONG = List.of("items", "random");

    private BenchmarkView() {}

    /** The tables with a row per question or random direction are for those who ask for them. */
    static Result essential(Result result) {
        Map<String, Value> fields = new LinkedHashMap<>();
        result.fields().forEach((name, value) -> {
            boolean nothing = value instanceof Value.None
                    || value instanceof Table table && (table.size() == 0 || LONG.contains(name))
                    || name.equals("doses") && value instanceof Table doses && doses.size() < 2
                    || name.equals("controls") && value.equals(Value.of(0));
            if (!nothing) fields.put(name, name.equals("failures") ? found((Table) value) : value);
        });
        return new Result(result.verb(), fields, result.measured());
    }

    /** Modes that occur. */
    private static Table found(Table failures) {
        return failures.where(row -> !row.fields().get("count").equals(Value.of(0)));
    }
}
