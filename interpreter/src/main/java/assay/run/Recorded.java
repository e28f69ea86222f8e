package assay.run;

import assay.lib.value.Json;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as run records hold them: only what the same script and seed find again, and in JSON's words. */
final class Recorded {
    private Recorded() {}

    static JsonNode json(Value value) {
        return Json.of(lasting(value));
    }

    /** Without what was measured by the clock; numbers that JSON does not have are text. */
    private static Value lasting(Value value) {
        return switch (value) {
            case Value.Num(double number) when !Double.isFinite(number) -> Value.of(Values.text(value));
            case Value.Listing(List<Value> items) ->
                new Value.Listing(items.stream().map(Recorded::lasting).toList());
            case Value.Rec(Map<String, Value> fields) -> new Value.Rec(lasting(fields));
            case Result result -> new Result(result.verb(), lasting(result.fields()));
            case Table table -> table(table);
            case Value other -> other;
        };
    }

    private static Map<String, Value> lasting(Map<String, Value> fields) {
        Map<String, Value> lasting = new LinkedHashMap<>();
        fields.forEach((name, field) -> lasting.put(name, lasting(field)));
        return lasting;
    }

    private static Table table(Table table) {
        List<List<Value>> rows = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            rows.add(table.row(row).fields().values().stream()
                    .map(Recorded::lasting)
                    .toList());
        }
        return Table.of(table.columns(), rows);
    }
}
