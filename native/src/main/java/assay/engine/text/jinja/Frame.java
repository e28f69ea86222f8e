package assay.engine.text.jinja;

import java.util.HashMap;
import java.util.Map;

/** The names of a scope; what is not there is looked for around it. */
final class Frame {
    private final Frame outer;
    private final Map<String, Object> names = new HashMap<>();

    Frame(Frame outer) {
        this.outer = outer;
    }

    void set(String name, Object value) {
        names.put(name, value);
    }

    Object get(String name) {
        for (Frame frame = this; frame != null; frame = frame.outer) {
            if (frame.names.containsKey(name)) {
                return frame.names.get(name);
            }
        }
        return Undefined.name(name);
    }
}
