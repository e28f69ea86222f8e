package assay.lib.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment found: named, typed fields as the verb's table declares them.
 *
 * @param verb the verb that made it
 * @param fields what the same script and seed find again; two results are equal when these are
 * @param measured what depends on the machine and the hour, e.g. tokens per second; kept apart in run records
 */
public record Result(String verb, Map<String, Value> fields, Map<String, Value> measured) implements Value {

    public Result {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    }

    public Result(String verb, Map<String, Value> fields) {
        this(verb, fields, Map.of());
    }

    /** A field by its name, measured ones included. */
    public Optional<Value> field(String name) {
        return Optional.ofNullable(fields.getOrDefault(name, measured.get(name)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Result result && Values.equal(this, result);
    }

    @Override
    public int hashCode() {
        return new Values.Key(this).hashCode();
    }
}
