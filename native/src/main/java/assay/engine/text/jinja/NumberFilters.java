package assay.engine.text.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters that make a number of a value. */
final class NumberFilters {
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");

    private NumberFilters() {}

    static void addTo(Map<String, Filter> all) {
        all.put("int", (evaluator, value, arguments) -> {
            Arguments.Bound bound = arguments.bind("int", "default", "base");
            Object result = whole(value, bound.number(1, 10));
            return result == null ? bound.get(0, 0L) : result;
        });
        all.put("float", (evaluator, value, arguments) -> {
            Double result = real(value);
            return result == null ? arguments.bind("float", "default").get(0, 0.0) : result;
        });
        all.put("abs", (evaluator, value, arguments) -> {
            number(value, "abs");
            return value instanceof Double x
                    ? (Object) Math.abs(x)
                    : Numbers.normal(Numbers.whole(value).abs());
        });
        all.put("round", (evaluator, value, arguments) -> {
            Arguments.Bound bound = arguments.bind("round", "precision", "method");
            number(value, "round");
            return round(value, bound.number(0, 0), bound.text(1, "common"));
        });
        all.put("filesizeformat", (evaluator, value, arguments) -> {
            Arguments.Bound bound = arguments.bind("filesizeformat", "binary");
            return fileSize(Numbers.real(number(value, "filesizeformat")), bound.truth(0));
        });
    }

    private static Object number(Object value, String filter) {
        Python.checkDefined(value);
        if (!Numbers.is(value)) {
            throw new Fault(filter + " takes a number, not " + Python.typeName(value) + ".");
        }
        return value;
    }

    /** Null if the value is no number. */
    private static Object whole(Object value, int base) {
        Python.checkDefined(value);
        if (Numbers.isWhole(value)) {
            return Numbers.normal(Numbers.whole(value));
        }
        if (value instanceof String s) {
            BigInteger parsed = parse(Strings.strip(s, null), base);
            if (parsed != null) {
                return Numbers.normal(parsed);
            }
        }
        Double real = real(value);
        return real == null || !Double.isFinite(real) ? null : Numbers.normal(new BigDecimal(real).toBigInteger());
    }

    private static BigInteger parse(String text, int base) {
        if (base != 0 && (base < 2 || base > 36)) {
            return null;
        }
        String sign = text.startsWith("-") ? "-" : "";
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int radix = base == 0 ? 10 : base;
        for (Map.Entry<String, Integer> prefix :
                Map.of("0x", 16, "0o", 8, "0b", 2).entrySet()) {
            if ((base == 0 || base == prefix.getValue())
                    && Strings.lower(digits).startsWith(prefix.getKey())) {
                digits = digits.substring(2);
                radix = prefix.getValue();
            }
        }
        if (digits.isEmpty()
                || digits.length() > 4300
                || digits.startsWith("_")
                || digits.endsWith("_")
                || digits.contains("__")) {
            return null;
        }
        digits = digits.replace("_", "");
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        return new BigInteger(sign + digits, radix);
    }

    /** Null if the value is no number. */
    private static Double real(Object value) {
        Python.checkDefined(value);
        if (Numbers.is(value)) {
            return Numbers.real(value);
        }
        if (!(value instanceof String s) || s.length() > 4300) {
            return null;
        }
        String text = Strings.lower(Strings.strip(s, null));
        if (FLOAT.matcher(text).matches()) {
            return Double.valueOf(text.replace("_", ""));
        }
        return switch (text) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private static Object round(Object value, int precision, String method) {
        if (Math.abs(precision) > 400) {
            throw new Fault("round takes a precision of at most 400 digits.");
        }
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw new Fault("round knows the methods common, ceil and floor.");
        }
        if (value instanceof Double x && !Double.isFinite(x)) {
            return x;
        }
        if (method.equals("common")) {
            if (value instanceof Double x) {
                return Math.copySign(
                        new BigDecimal(x)
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .doubleValue(),
                        x);
            }
            BigDecimal exact = new BigDecimal(Numbers.whole(value));
            return Numbers.normal(exact.setScale(Math.min(0, precision), RoundingMode.HALF_EVEN)
                    .toBigInteger());
        }
        double scale = Math.pow(10, precision);
        double scaled = Numbers.real(value) * scale;
        return (method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled)) / scale;
    }

    private static String fileSize(double bytes, boolean binary) {
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return (long) bytes + " Bytes";
        }
        String units = "kMGTPEZY";
        double unit = base;
        int i = 0;
        while (i < units.length() - 1 && bytes >= unit * base) {
            unit *= base;
            i++;
        }
        String prefix = binary ? Strings.upper(units.substring(i, i + 1)) + "i" : units.substring(i, i + 1);
        return new BigDecimal(bytes / unit).setScale(1, RoundingMode.HALF_EVEN) + " " + prefix + "B";
    }
}
