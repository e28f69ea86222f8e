package assay.engine.text.jinja;

import java.util.List;

/** One group of {@code groupby}, which can be unpacked like a tuple. */
record Group(Object grouper, List<Object> list) implements Attributed {
    List<Object> items() {
        return Tuple.of(grouper, list).items();
    }

    @Override
    public String typeName() {
        return "_GroupTuple";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "grouper" -> grouper;
            case "list" -> list;
            default -> new Undefined("a group has no attribute '" + name + "'");
        };
    }
}
