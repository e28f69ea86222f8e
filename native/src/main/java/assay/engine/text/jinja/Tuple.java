package assay.engine.text.jinja;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A Python tuple: like a list, but it prints with parentheses and equals no list. */
record Tuple(List<Object> items) {

    static Tuple of(Object... items) {
        return new Tuple(Collections.unmodifiableList(Arrays.asList(items)));
    }
}
