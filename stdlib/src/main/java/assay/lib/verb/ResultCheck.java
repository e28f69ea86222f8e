package assay.lib.verb;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds results that come from a file to the table of verbs, on which whoever reads their fields relies. */
public record ResultCheck(Verbs verbs) {

    /** What is wrong with a value or with a result inside it, as the end of a sentence about where it comes from. */
    public Optional<String> wrong(Value value) {
        return switch (value) {
            case Result result -> result(result);
            case Value.Listing(List<Value> items) -> any(items);
            case Value.Rec(Map<String, Value> fields) -> any(fields.values());
            case Table table ->
                table.columns().stream()
                        .flatMap(column -> wrong(table.column(column)).stream())
                        .findFirst();
            case Value other -> Optional.empty();
        };
    }

    private Optional<String> any(Collection<Value> values) {
        return values.stream().flatMap(value -> wrong(value).stream()).findFirst();
    }

    private Optional<String> result(Result result) {
        Optional<Verb> verb = verbs.find(result.verb());
        if (verb.isEmpty())
            return Optional.of("holds the result of `" + result.verb() + "`, and there is no such verb");
        for (Field field : verb.get().spec().fields()) {
            if (field.measured()) continue;
            Value value = result.fields().get(field.name());
            if (value == null || field.type().accepts(value).isEmpty())
                return Optional.of("holds a result of `" + result.verb() + "` whose `" + field.name() + "` is not "
                        + field.type().expected());
        }
        return any(result.fields().values());
    }
}
