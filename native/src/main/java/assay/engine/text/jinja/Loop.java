package assay.engine.text.jinja;

import java.util.List;

/** The variable {@code loop} of a for statement. */
final class Loop implements Attributed, Callable {
    private final Python python;
    private final List<Object> items;
    private final int depth;
    /** Renders the body over further items; null unless the loop is recursive. */
    private final Callable again;

    private int index;
    private List<Object> lastChanged;

    Loop(Python python, List<Object> items, int depth, Callable again) {
        this.python = python;
        this.items = items;
        this.depth = depth;
        this.again = again;
    }

    void moveTo(int place) {
        index = place;
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index == 0 ? new Undefined("there is no previous item") : items.get(index - 1);
            case "nextitem" ->
                index == items.size() - 1 ? new Undefined("there is no next item") : items.get(index + 1);
            case "cycle" -> (Callable) this::cycle;
            case "changed" -> (Callable) this::changed;
            default -> new Undefined("'loop' has no attribute '" + name + "'");
        };
    }

    private Object cycle(Arguments arguments) {
        List<Object> values = arguments.positional();
        if (values.isEmpty()) {
            throw new Fault("loop.cycle() needs values.");
        }
        return values.get(index % values.size());
    }

    private Object changed(Arguments arguments) {
        boolean same = lastChanged != null && python.equal(lastChanged, arguments.positional());
        lastChanged = arguments.positional();
        return !same;
    }

    @Override
    public Object call(Arguments arguments) {
        if (again == null) {
            throw new Fault("only a loop marked 'recursive' can be called.");
        }
        return again.call(arguments);
    }
}
