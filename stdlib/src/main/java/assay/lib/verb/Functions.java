package assay.lib.verb;

import assay.lib.value.Statistics;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Builtin.Parameter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The functions of expressions: one table. */
public final class Functions {
    private static final Type NUMBER = Type.number();
    private static final Type COUNT = Type.atLeast(0);
    private static final Type TEXT = new Type.Text();
    private static final Type SIZED =
            Type.oneOf(TEXT, Type.list(new Type.Any()), new Type.Table(), new Type.Rec(), new Type.Range());
    private static final Type ANY = new Type.Any();
    private static final Type LIST = Type.list(ANY);
    private static final Type TEXTS = Type.list(TEXT);
    private static final Type ROW = Type.oneOf(LIST, TEXT, new Type.Table());
    private static final Type NAMED = Type.oneOf(new Type.Rec(), new Type.Table());
    private static final int MOST_DIGITS = 15;
    private static final Pattern NUMERAL = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

    private static final List<Builtin> ALL = List.of(
            one("count", "values", SIZED, COUNT, "how many items, rows or characters there are", Functions::count),
            one("length", "values", SIZED, COUNT, "the same as count", Functions::count),
            column("sum", "the sum of numbers; 0 of none", Statistics::sum),
            column("mean", "the mean of numbers", Statistics::mean),
            column("std", "the sample standard deviation of numbers (n - 1)", Statistics::std),
            column("min", "the smallest of numbers", Statistics::min),
            column("max", "the largest of numbers", Statistics::max),
            column("median", "the middle one of numbers, or the mean of the two in the middle", Statistics::median),
            new Builtin(
                    "round",
                    List.of(new Parameter("x", NUMBER), new Parameter("digits", new Type.Whole(0, MOST_DIGITS))),
                    1,
                    NUMBER,
                    "x rounded to so many digits after the point, halves away from zero; to a whole number if not said",
                    Functions::round),
            arithmetic("floor", NUMBER, "the largest whole number that is not above x", x -> Math.floor(x) + 0.0),
            arithmetic("ceil", NUMBER, "the smallest whole number that is not below x", x -> Math.ceil(x) + 0.0),
            arithmetic("abs", NUMBER, "x without its sign", Math::abs),
            arithmetic("sqrt", new Type.Real(0, Double.POSITIVE_INFINITY), "the square root of x", Math::sqrt),
            arithmetic(
                    "log",
                    new Type.Real(Double.MIN_VALUE, Double.POSITIVE_INFINITY),
                    "the natural logarithm of x",
                    StrictMath::log),
            arithmetic("exp", NUMBER, "e to the power of x", StrictMath::exp),
            one("first", "values", ROW, ANY, "the first item, row or character", values -> Lists.at(values, true)),
            one("last", "values", ROW, ANY, "the last item, row or character", values -> Lists.at(values, false)),
            one("sort", "values", LIST, LIST, "numbers by size, then texts in order, none last", Lists::sort),
            one("unique", "values", LIST, LIST, "each value once, where it comes first", Lists::unique),
            one("keys", "record", NAMED, TEXTS, "the names of a record's fields or a table's columns", Lists::keys),
            new Builtin(
                    "join",
                    List.of(new Parameter("values", LIST), new Parameter("between", TEXT)),
                    1,
                    TEXT,
                    "values as one text, with nothing between them if not said",
                    Lists::join),
            new Builtin(
                    "split",
                    List.of(new Parameter("text", TEXT), new Parameter("at", TEXT)),
                    1,
                    TEXTS,
                    "the parts of a text between a separator; its words if not said, its characters for \"\"",
                    Lists::split),
            one("text", "value", new Type.Any(), TEXT, "a value as text", x -> Value.of(Values.text(x))),
            one("number", "text", Type.oneOf(TEXT, NUMBER), NUMBER, "the number that a text holds", Functions::number),
            one(
                    "lower",
                    "text",
                    TEXT,
                    TEXT,
                    "text in lower case",
                    x -> Value.of(string(x).toLowerCase(Locale.ROOT))),
            one(
                    "upper",
                    "text",
                    TEXT,
                    TEXT,
                    "text in upper case",
                    x -> Value.of(string(x).toUpperCase(Locale.ROOT))),
            one(
                    "trim",
                    "text",
                    TEXT,
                    TEXT,
                    "text without white space around it",
                    x -> Value.of(string(x).strip())));

    private Functions() {}

    public static List<Builtin> all() {
        return ALL;
    }

    public static Optional<Builtin> find(String name) {
        return ALL.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    private static Builtin one(
            String name, String parameter, Type type, Type result, String help, UnaryOperator<Value> body) {
        return new Builtin(
                name, List.of(new Parameter(parameter, type)), 1, result, help, a -> body.apply(a.getFirst()));
    }

    private static Builtin column(String name, String help, ToDoubleFunction<List<Value>> body) {
        return one(
                name, "numbers", Type.list(new Type.Any()), NUMBER, help, x -> Value.of(body.applyAsDouble(items(x))));
    }

    private static Builtin arithmetic(String name, Type type, String help, DoubleUnaryOperator body) {
        return one(name, "x", type, NUMBER, help, x -> {
            double y = body.applyAsDouble(real(x));
            if (!Double.isFinite(y))
                throw new Failure("`" + name + "` of " + Values.text(x) + " is too large for a number");
            return Value.of(y);
        });
    }

    private static Value count(Value value) {
        if (value instanceof Table table) return Value.of(table.size());
        if (value instanceof Value.Rec(var fields)) return Value.of(fields.size());
        if (value instanceof Value.Range(int from, int to)) return Value.of(Math.max(0L, (long) to - from + 1));
        if (value instanceof Value.Str(String text)) return Value.of(text.codePointCount(0, text.length()));
        return Value.of(items(value).size());
    }

    private static Value round(List<Value> arguments) {
        int digits = arguments.size() > 1 ? (int) real(arguments.get(1)) : 0;
        return Value.of(new BigDecimal(Double.toString(real(arguments.getFirst())))
                .setScale(digits, RoundingMode.HALF_UP)
                .doubleValue());
    }

    private static Value number(Value value) {
        if (value instanceof Value.Num) return value;
        String text = string(value).strip();
        if (!NUMERAL.matcher(text).matches()) throw new Failure("`number` cannot read a number in " + quoted(text));
        double x = Double.parseDouble(text);
        if (!Double.isFinite(x)) throw new Failure("the number in " + quoted(text) + " is too large");
        return Value.of(x);
    }

    private static String quoted(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "\"";
    }

    private static double real(Value value) {
        return ((Value.Num) value).value();
    }

    private static String string(Value value) {
        return ((Value.Str) value).text();
    }

    private static List<Value> items(Value value) {
        return ((Value.Listing) value).items();
    }
}
