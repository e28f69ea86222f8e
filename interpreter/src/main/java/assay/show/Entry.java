package assay.show;

import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value in one line, as it stands in a table or behind a name. */
final class Entry {
    private static final int MOST = 12;
    private static final String NOTHING = "–";

    private Entry() {}

    static Line of(Value value) {
        return value instanceof Value.None ? Line.of(NOTHING, Ink.FAINT) : Line.of(text(value));
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Num(double number) -> Digits.of(number);
            case Value.Str(String text) -> edged(text);
            case Value.Bool(boolean flag) -> flag ? "yes" : "no";
            case Value.None _ -> NOTHING;
            case Value.Range(int from, int to) -> from + ".." + to;
            case Value.Pair(String from, String to) -> from + "->" + to;
            case Value.Listing(List<Value> items) -> items(items);
            case Value.Rec(Map<String, Value> fields) -> fields(fields);
            case Value.ModelRef ref -> ref.model().name();
            case Procedure procedure -> procedure.name();
            case Table table -> "table of " + Count.of(table.size(), "row");
            case TensorValue tensor -> tensor.name() + " " + TensorView.shape(tensor);
            case Result result -> "result of " + result.verb();
        };
    }

    /** Text in quotes where its ends would otherwise not be seen. */
    private static String edged(String text) {
        boolean seen = !text.isEmpty() && !isSpace(text.charAt(0)) && !isSpace(text.charAt(text.length() - 1));
        return seen ? text : '"' + text + '"';
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static String items(List<Value> items) {
        String shown = items.stream().limit(MOST).map(Entry::text).collect(Collectors.joining(", "));
        return "[" + shown + (items.size() > MOST ? ", " + Glyphs.MORE : "") + "]";
    }

    private static String fields(Map<String, Value> fields) {
        String shown = fields.entrySet().stream()
                .limit(MOST)
                .map(field -> field.getKey() + ": " + text(field.getValue()))
                .collect(Collectors.joining(", "));
        return "{" + shown + (fields.size() > MOST ? ", " + Glyphs.MORE : "") + "}";
    }
}
