package assay.lib.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes values as text.
 *
 * @param digits how many significant digits of a number that is not whole
 */
record Printer(MathContext digits) {
    /** As many digits as tell a double apart from its neighbours. */
    static final MathContext EXACT = new MathContext(17);

    static final MathContext BRIEF = new MathContext(6);

    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-5;

    String text(Value value) {
        return value instanceof Value.Str(String text) ? text : inner(value);
    }

    /** As it stands inside a list or record, where texts have quotes. */
    private String inner(Value value) {
        return switch (value) {
            case Value.Num(double number) -> number(number);
            case Value.Str(String text) -> quoted(text);
            case Value.Bool(boolean flag) -> flag ? "yes" : "no";
            case Value.None _ -> "none";
            case Value.Range(int from, int to) -> from + ".." + to;
            case Value.Pair(String from, String to) -> from + "->" + to;
            case Value.Listing(List<Value> items) ->
                items.stream().map(this::inner).collect(Collectors.joining(", ", "[", "]"));
            case Value.Rec(Map<String, Value> fields) -> fields(fields);
            case Value.ModelRef ref -> "model " + ref.model().name();
            case Procedure procedure -> "procedure " + procedure.name();
            case Table table ->
                "table of " + rows(table.size())
                        + table.columns().stream().collect(Collectors.joining(", ", " (", ")"));
            case TensorValue tensor -> "tensor " + tensor.name() + axes(tensor);
            case Result result -> result.verb() + " " + fields(result.fields());
        };
    }

    String number(double x) {
        if (x == Math.rint(x) && Math.abs(x) < LARGEST_PLAIN) return Long.toString((long) x);
        if (!Double.isFinite(x)) return Double.toString(x);
        // Double.toString is the shortest text that reads back as x
        BigDecimal shortest = new BigDecimal(Double.toString(x));
        BigDecimal rounded = shortest.round(digits).stripTrailingZeros();
        double magnitude = Math.abs(x);
        if (magnitude >= SMALLEST_PLAIN && magnitude < LARGEST_PLAIN) return rounded.toPlainString();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private String fields(Map<String, Value> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + inner(field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String axes(TensorValue tensor) {
        StringBuilder text = new StringBuilder(" [");
        for (int i = 0; i < tensor.shape().length; i++)
            text.append(i == 0 ? "" : ", ")
                    .append(tensor.axes().get(i))
                    .append(' ')
                    .append(tensor.shape()[i]);
        return text.append(']').toString();
    }

    private static String rows(int size) {
        return size == 1 ? "1 row" : size + " rows";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) quoted.append("\\u{%X}".formatted(c));
                    else quoted.appendCodePoint(c);
                }
            }
        });
        return quoted.append('"').toString();
    }
}
