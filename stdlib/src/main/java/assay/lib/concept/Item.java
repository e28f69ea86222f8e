package assay.lib.concept;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question with what is known about it.
 *
 * @param id its own, or its number
 * @param expected the right answer
 * @param condition of which kind it is
 * @param row everything that the table says about it
 */
public record Item(String id, String prompt, Optional<String> expected, Optional<String> condition, Value.Rec row) {

    /** The rows of a table with the column {@code prompt} and perhaps {@code id}, {@code expected}, {@code condition}. */
    public static List<Item> of(Table table) {
        if (!table.columns().contains("prompt"))
            throw new Failure(
                    "the questions have no column `prompt`; their columns are " + String.join(", ", table.columns()));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            Map<String, Value> row = table.row(i).fields();
            items.add(new Item(
                    text(row, "id").orElse(Integer.toString(i)),
                    text(row, "prompt").orElseThrow(() -> new Failure("a question is missing: a row has no `prompt`")),
                    text(row, "expected"),
                    text(row, "condition").or(() -> text(row, "kind")),
                    table.row(i)));
        }
        return items;
    }

    private static Optional<String> text(Map<String, Value> row, String column) {
        Value value = row.getOrDefault(column, new Value.None());
        return value instanceof Value.None ? Optional.empty() : Optional.of(Values.text(value));
    }

    /** The questions, as models are asked. */
    public static List<String> prompts(List<Item> items) {
        return items.stream().map(Item::prompt).toList();
    }
}
