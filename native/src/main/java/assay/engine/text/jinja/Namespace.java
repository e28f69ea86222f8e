package assay.engine.text.jinja;

import java.util.HashMap;
import java.util.Map;

/** The one value a template can change, so that a loop can tell what follows it something. */
final class Namespace implements Attributed {
    private final Map<String, Object> values = new HashMap<>();

    void set(String name, Object value) {
        values.put(name, value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public Object attribute(String name) {
        return values.containsKey(name)
                ? values.get(name)
                : new Undefined("'jinja2.utils.Namespace object' has no attribute '" + name + "'");
    }
}
