package assay.engine.text.jinja;

import java.util.HashMap;
import java.util.Map;

/** All filters by name. */
final class Filters {
    static final Map<String, Filter> ALL = all();

    private Filters() {}

    private static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        TextFilters.addTo(all);
        ListFilters.addTo(all);
        GroupFilters.addTo(all);
        NumberFilters.addTo(all);
        all.put("default", Filters::orDefault);
        all.put("d", Filters::orDefault);
        all.put("tojson", (evaluator, value, arguments) -> ToJson.write(evaluator.python(), value, arguments));
        all.put("attr", (evaluator, value, arguments) -> {
            String name = arguments.bind("attr", "name").text(0);
            return value instanceof Dict
                    ? evaluator.subscripts().item(new Dict(), name)
                    : evaluator.subscripts().attribute(value, name);
        });
        return Map.copyOf(all);
    }

    private static Object orDefault(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("default", "default_value", "boolean");
        boolean missing = value instanceof Undefined || bound.truth(1) && !Python.truth(value);
        return missing ? bound.get(0, "") : value;
    }
}
