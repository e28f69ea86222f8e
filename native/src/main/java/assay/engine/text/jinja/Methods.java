package assay.engine.text.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of lists, tuples and dicts; those of strings are in {@link StringMethods}. */
final class Methods {
    private static final Set<String> CHANGING = Set.of(
            "append",
            "clear",
            "pop",
            "reverse",
            "insert",
            "sort",
            "extend",
            "remove",
            "popitem",
            "setdefault",
            "update");
    private static final Map<String, Method> LISTS = Map.of(
            "index",
            (python, self, arguments) -> {
                Object wanted = arguments.bind("index", "value").get(0);
                List<Object> items = python.list(self);
                for (int i = 0; i < items.size(); i++) {
                    if (python.equal(items.get(i), wanted)) {
                        return (long) i;
                    }
                }
                throw new Fault(python.repr(wanted) + " is not in the list.");
            },
            "count",
            (python, self, arguments) -> {
                Object wanted = arguments.bind("count", "value").get(0);
                return python.list(self).stream()
                        .filter(item -> python.equal(item, wanted))
                        .count();
            });
    private static final Map<String, Method> DICTS = Map.of(
            "items", (python, self, arguments) -> View.items(charged(python, self)),
            "keys", (python, self, arguments) -> View.keys(charged(python, self)),
            "values", (python, self, arguments) -> View.values(charged(python, self)),
            "copy", (python, self, arguments) -> self,
            "get",
                    (python, self, arguments) -> {
                        Arguments.Bound bound = arguments.bind("get", "key", "default");
                        Dict.Entry entry = ((Dict) self).get(bound.get(0));
                        return entry == null ? bound.get(1, null) : entry.value();
                    });

    private Methods() {}

    private static Dict charged(Python python, Object self) {
        Dict dict = (Dict) self;
        python.budget().items(dict.size());
        return dict;
    }

    /** What a method does. */
    @FunctionalInterface
    interface Method {
        Object call(Python python, Object self, Arguments arguments);
    }

    /** The method of this name, or null. */
    static Method find(Object self, String name) {
        return switch (self) {
            case String s -> StringMethods.ALL.get(name);
            case List<?> list when name.equals("copy") -> (python, it, arguments) -> it;
            case List<?> list -> LISTS.get(name);
            case Tuple tuple -> LISTS.get(name);
            case Dict dict -> DICTS.get(name);
            case null, default -> null;
        };
    }

    static boolean changes(Object self, String name) {
        return (self instanceof List || self instanceof Dict) && CHANGING.contains(name);
    }
}
