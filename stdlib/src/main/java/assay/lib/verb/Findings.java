package assay.lib.verb;

import assay.lib.value.Result;
import assay.lib.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the fields of a result in any order and holds them to the verb's table. */
public final class Findings {
    private final VerbSpec spec;
    private final Map<String, Value> found = new HashMap<>();

    public Findings(VerbSpec spec) {
        this.spec = spec;
    }

    public Findings put(String field, Value value) {
        found.put(field, value);
        return this;
    }

    public Findings put(String field, double value) {
        return put(field, Value.of(value));
    }

    public Findings put(String field, String value) {
        return put(field, Value.of(value));
    }

    public Findings putAll(Map<String, Value> fields) {
        found.putAll(fields);
        return this;
    }

    /** The result with its fields in the order of the table; an {@link IllegalStateException} unless they are just those. */
    public Result result() {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, Value> measured = new LinkedHashMap<>();
        for (Field field : spec.fields()) {
            Value value = found.remove(field.name());
            if (value == null) throw new IllegalStateException(spec.name() + " found no `" + field.name() + "`");
            (field.measured() ? measured : fields).put(field.name(), value);
        }
        if (!found.isEmpty()) throw new IllegalStateException(spec.name() + " declares no " + found.keySet());
        return new Result(spec.name(), fields, measured);
    }
}
