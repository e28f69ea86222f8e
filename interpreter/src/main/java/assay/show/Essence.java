package assay.show;

import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a result, nothing twice: what a table repeats stands in the table or, for a single input, alone. */
final class Essence {
    private static final String RESULTS = "results";
    private static final String WARNINGS = "warnings";

    private Essence() {}

    /** Without the warnings, which the reader gets as sentences. */
    static Map<String, Value> of(Map<String, Value> fields) {
        Map<String, Value> essence = new LinkedHashMap<>(fields);
        essence.remove(WARNINGS);
        if (fields.get(RESULTS) instanceof Table results && results.size() == 1) essence.remove(RESULTS);
        List<Table> tables = essence.values().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
        essence.values().removeIf(value -> tables.stream().anyMatch(table -> isColumn(value, table)));
        return essence;
    }

    private static boolean isColumn(Value value, Table table) {
        return value instanceof Value.Listing(List<Value> items)
                && items.size() == table.size()
                && table.columns().stream().anyMatch(name -> value.equals(table.column(name)));
    }
}
