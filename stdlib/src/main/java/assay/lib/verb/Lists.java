package assay.lib.verb;

import assay.lib.value.Order;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What functions of lists and texts do; what they make is no larger than a few million items or characters. */
final class Lists {
    private static final int MOST_ITEMS = 1_000_000;
    private static final int MOST_CHARACTERS = 16_000_000;

    private Lists() {}

    /** The first or last of a list, a table or a text. */
    static Value at(Value values, boolean first) {
        if (values instanceof Value.Str(String text)) return character(text, first);
        int size = values instanceof Table table ? table.size() : items(values).size();
        if (size == 0) throw nothing(first, values instanceof Table ? "table" : "list");
        int index = first ? 0 : size - 1;
        return values instanceof Table table ? table.row(index) : items(values).get(index);
    }

    private static Value character(String text, boolean first) {
        if (text.isEmpty()) throw nothing(first, "text");
        return Value.of(
                first
                        ? text.substring(0, text.offsetByCodePoints(0, 1))
                        : text.substring(text.offsetByCodePoints(text.length(), -1)));
    }

    private static Failure nothing(boolean first, String what) {
        return new Failure("there is no " + (first ? "first" : "last") + " of an empty " + what);
    }

    static Value sort(Value values) {
        return new Value.Listing(
                items(values).stream().sorted(Order.noneLast(false)).toList());
    }

    static Value unique(Value values) {
        Set<Values.Key> keys = new LinkedHashSet<>();
        for (Value value : items(values)) keys.add(new Values.Key(value));
        return new Value.Listing(keys.stream().map(Values.Key::value).toList());
    }

    static Value keys(Value named) {
        Iterable<String> names = named instanceof Table table
                ? table.columns()
                : ((Value.Rec) named).fields().keySet();
        List<Value> keys = new ArrayList<>();
        for (String name : names) keys.add(Value.of(name));
        return new Value.Listing(List.copyOf(keys));
    }

    static Value join(List<Value> arguments) {
        String between = arguments.size() > 1 ? string(arguments.get(1)) : "";
        StringBuilder joined = new StringBuilder();
        String gap = "";
        for (Value value : items(arguments.getFirst())) {
            String text = Values.text(value);
            if ((long) joined.length() + gap.length() + text.length() > MOST_CHARACTERS)
                throw new Failure("`join` makes texts of at most " + MOST_CHARACTERS + " characters");
            joined.append(gap).append(text);
            gap = between;
        }
        return Value.of(joined.toString());
    }

    static Value split(List<Value> arguments) {
        String text = string(arguments.getFirst());
        List<Value> parts = new ArrayList<>();
        if (arguments.size() > 1) parts(text, string(arguments.get(1)), parts);
        else words(text, parts);
        return new Value.Listing(List.copyOf(parts));
    }

    private static void words(String text, List<Value> parts) {
        int end = 0;
        while (true) {
            int start = skip(text, end, true);
            if (start == text.length()) return;
            end = skip(text, start, false);
            add(text.substring(start, end), parts);
        }
    }

    /** Past white space, or past what is none. */
    private static int skip(String text, int from, boolean space) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at)) == space) at++;
        return at;
    }

    private static void parts(String text, String at, List<Value> parts) {
        int start = 0;
        while (at.isEmpty() ? start < text.length() : start <= text.length()) {
            int found = at.isEmpty() ? text.offsetByCodePoints(start, 1) : text.indexOf(at, start);
            int end = found < 0 ? text.length() : found;
            add(text.substring(start, end), parts);
            start = found < 0 ? text.length() + 1 : found + at.length();
        }
    }

    private static void add(String part, List<Value> parts) {
        if (parts.size() == MOST_ITEMS) throw new Failure("`split` makes at most " + MOST_ITEMS + " parts");
        parts.add(Value.of(part));
    }

    private static String string(Value value) {
        return ((Value.Str) value).text();
    }

    private static List<Value> items(Value value) {
        return ((Value.Listing) value).items();
    }
}
