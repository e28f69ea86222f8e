package assay.engine.text.jinja;

import java.util.Iterator;
import java.util.List;

/** Items that can be read once and have no length, as what {@code map} and {@code select} give. */
record Generator(Iterator<Object> items) {

    static Generator of(List<Object> items) {
        return new Generator(items.iterator());
    }
}
