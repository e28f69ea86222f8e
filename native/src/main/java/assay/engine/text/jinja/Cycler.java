package assay.engine.text.jinja;

import java.util.List;

/** What {@code cycler(...)} gives: its values in turn. */
final class Cycler implements Attributed {
    private final List<Object> values;
    private int at;

    Cycler(List<Object> values) {
        if (values.isEmpty()) {
            throw new Fault("cycler() needs values.");
        }
        this.values = values;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "current" -> values.get(at);
            case "next" ->
                (Callable) arguments -> {
                    Object value = values.get(at);
                    at = (at + 1) % values.size();
                    return value;
                };
            case "reset" ->
                (Callable) arguments -> {
                    at = 0;
                    return null;
                };
            default -> new Undefined("a cycler has no attribute '" + name + "'");
        };
    }
}
