package assay.engine.text.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The filter {@code tojson}: Python's {@code json.dumps}, by default without escapes for what is not ASCII. */
final class ToJson {
    private final Budget budget;
    private final boolean ascii;
    private final boolean sorted;
    private final String itemSeparator;
    private final String keySeparator;
    /** One level's indentation, null for all on one line. */
    private final String indent;

    private final StringBuilder out = new StringBuilder();

    private ToJson(Python python, Arguments.Bound options) {
        budget = python.budget();
        ascii = options.truth(1);
        Object width = options.get(2, null);
        indent = switch (width) {
            case null -> null;
            case Long n when n <= 100 -> " ".repeat(Math.max(0, n.intValue()));
            case String s when s.length() <= 100 -> s;
            default -> throw new Fault("tojson(): 'indent' must be a number up to 100 or a string as short.");
        };
        Object separators = options.get(3, null);
        List<Object> both = separators == null ? List.of() : python.list(separators);
        if (separators != null
                && !(both.size() == 2 && both.get(0) instanceof String && both.get(1) instanceof String)) {
            throw new Fault("tojson(): 'separators' must be two strings.");
        }
        itemSeparator = both.isEmpty() ? indent == null ? ", " : "," : (String) both.get(0);
        keySeparator = both.isEmpty() ? ": " : (String) both.get(1);
        sorted = options.truth(4);
    }

    static String write(Python python, Object value, Arguments arguments) {
        List<Object> all = new ArrayList<>(arguments.positional());
        all.addFirst(value);
        ToJson json = new ToJson(
                python,
                new Arguments(all, arguments.named())
                        .bind("tojson", "value", "ensure_ascii", "indent", "separators", "sort_keys"));
        json.write(value, 0, python);
        python.budget().text(json.out.length());
        return json.out.toString();
    }

    private void write(Object value, int level, Python python) {
        budget.enter();
        budget.limit(out.length());
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b);
            case Long n -> out.append(n);
            case BigInteger n -> out.append(n);
            case Double x -> out.append(number(x));
            case String s -> {
                budget.text(s.length());
                Quotes.json(s, ascii, out);
            }
            case List<?> list -> list(list, level, python);
            case Tuple(List<Object> items) -> list(items, level, python);
            case Dict dict -> dict(dict, level, python);
            default -> throw new Fault("tojson cannot write a value of type " + Python.typeName(value) + ".");
        }
        budget.leave();
    }

    private static String number(double x) {
        return Double.isNaN(x) ? "NaN" : Double.isInfinite(x) ? x > 0 ? "Infinity" : "-Infinity" : Numbers.show(x);
    }

    private void list(List<?> items, int level, Python python) {
        out.append('[');
        boolean first = true;
        for (Object item : items) {
            begin(first, level + 1);
            write(item, level + 1, python);
            first = false;
        }
        end(items.isEmpty(), level);
        out.append(']');
    }

    private void dict(Dict dict, int level, Python python) {
        List<Dict.Entry> entries = new ArrayList<>(dict.entries());
        if (sorted) {
            entries.sort((a, b) -> python.compare(a.key(), b.key(), "<"));
        }
        out.append('{');
        boolean first = true;
        for (Dict.Entry entry : entries) {
            begin(first, level + 1);
            Quotes.json(key(entry.key()), ascii, out);
            out.append(keySeparator);
            write(entry.value(), level + 1, python);
            first = false;
        }
        end(entries.isEmpty(), level);
        out.append('}');
    }

    private static String key(Object key) {
        return switch (key) {
            case String s -> s;
            case null -> "null";
            case Boolean b -> b.toString();
            case Long n -> n.toString();
            case BigInteger n -> n.toString();
            case Double x -> number(x);
            default -> throw new Fault("tojson cannot write a key of type " + Python.typeName(key) + ".");
        };
    }

    private void begin(boolean first, int level) {
        out.append(first ? "" : itemSeparator);
        if (indent != null) {
            out.append('\n').repeat(indent, level);
        }
    }

    private void end(boolean empty, int level) {
        if (indent != null && !empty) {
            out.append('\n').repeat(indent, level);
        }
    }
}
