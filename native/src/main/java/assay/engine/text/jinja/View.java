package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.List;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict give. */
record View(String name, List<Object> items) {

    static View keys(Dict dict) {
        return new View(
                "dict_keys", list(dict.entries().stream().map(Dict.Entry::key).toArray()));
    }

    static View values(Dict dict) {
        return new View(
                "dict_values",
                list(dict.entries().stream().map(Dict.Entry::value).toArray()));
    }

    static View items(Dict dict) {
        return new View(
                "dict_items",
                list(dict.entries().stream()
                        .map(e -> Tuple.of(e.key(), e.value()))
                        .toArray()));
    }

    private static List<Object> list(Object[] items) {
        return new ArrayList<>(java.util.Arrays.asList(items));
    }
}
