package assay.engine.text.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's two ways to put values into a text: {@code "%s" % x} and {@code "{}".format(x)}. */
final class Format {
    private static final Pattern PERCENT =
            Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)(\\d{0,6})(?:\\.(\\d{0,3}))?([a-zA-Z%])?");
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ]?)(#?)(0?)(\\d{0,6})([,_]?)(?:\\.(\\d{1,3}))?([a-zA-Z%]?)", Pattern.DOTALL);

    private Format() {}

    static String percent(Python python, String format, Object values) {
        List<Object> several = values instanceof Tuple(List<Object> items) ? items : List.of();
        boolean tuple = values instanceof Tuple;
        python.budget().text(format.length());
        StringBuilder out = new StringBuilder();
        Matcher matcher = PERCENT.matcher(format);
        int used = 0;
        int from = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
            out.append(format, from, at);
            matcher.region(at, format.length());
            if (!matcher.lookingAt() || matcher.group(5) == null) {
                throw new Fault("'%' must be followed by a conversion such as s or d, or by another '%'.");
            }
            from = matcher.end();
            if (matcher.group(5).equals("%")) {
                out.append('%');
                continue;
            }
            Object value;
            if (matcher.group(1) != null) {
                Dict.Entry entry = values instanceof Dict dict ? dict.get(matcher.group(1)) : null;
                if (entry == null) {
                    throw new Fault("'%' finds no value named '" + matcher.group(1) + "'.");
                }
                value = entry.value();
            } else if (used >= (tuple ? several.size() : 1)) {
                throw new Fault("there are not enough values for '%'.");
            } else {
                value = tuple ? several.get(used) : values;
                used++;
            }
            String precision = matcher.group(4);
            python.budget().text(width(matcher.group(3)));
            out.append(pad(
                    convert(
                            python,
                            value,
                            matcher.group(5).charAt(0),
                            precision,
                            matcher.group(2).contains("+")),
                    matcher.group(2).contains("-") ? '<' : '>',
                    matcher.group(2).contains("0") && !matcher.group(2).contains("-") && Numbers.is(value) ? "0" : " ",
                    width(matcher.group(3))));
            python.budget().limit(out.length());
        }
        boolean mayBeLeft = values instanceof Dict
                || values instanceof List
                || values instanceof Range
                || values instanceof Undefined;
        if (used < (tuple ? several.size() : mayBeLeft ? 0 : 1)) {
            throw new Fault("there are more values for '%' than places.");
        }
        return out.append(format, from, format.length()).toString();
    }

    private static int width(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static String convert(Python python, Object value, char kind, String precision, boolean plus) {
        return switch (kind) {
            case 's', 'r', 'a' -> {
                String text = kind == 's' ? python.str(value) : python.repr(value);
                yield precision == null ? text : truncate(text, width(precision));
            }
            case 'c' -> value instanceof String s ? s : Character.toString((int) real(value));
            default -> number(value, kind, precision == null ? -1 : width(precision), plus ? "+" : "");
        };
    }

    private static String truncate(String text, int length) {
        return Strings.length(text) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static double real(Object value) {
        Python.checkDefined(value);
        if (!Numbers.is(value)) {
            throw new Fault("a number is needed in this format, not " + Python.typeName(value) + ".");
        }
        return Numbers.real(value);
    }

    /** @param sign {@code +} or a space shows what is not negative */
    private static String number(Object value, char kind, int precision, String sign) {
        double real = real(value);
        boolean negative = real < 0 || real == 0 && 1 / real < 0;
        String digits =
                switch (kind) {
                    case 'd', 'i', 'u' -> whole(value, real).abs().toString();
                    case 'x' -> whole(value, real).abs().toString(16);
                    case 'X' -> Strings.upper(whole(value, real).abs().toString(16));
                    case 'o' -> whole(value, real).abs().toString(8);
                    case 'b' -> whole(value, real).abs().toString(2);
                    case 'f', 'F' -> fixed(value, precision < 0 ? 6 : precision);
                    case 'e', 'E' -> scientific(Math.abs(real), precision < 0 ? 6 : precision, kind);
                    case 'g', 'G' -> general(Math.abs(real), precision < 0 ? 6 : Math.max(1, precision), kind);
                    default -> throw new Fault("the format '" + kind + "' is not supported.");
                };
        return (negative && !(Numbers.isWhole(value) && real == 0) ? "-" : sign) + digits;
    }

    private static BigInteger whole(Object value, double real) {
        if (Numbers.isWhole(value)) {
            return Numbers.whole(value);
        }
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new Fault("infinity and NaN have no whole number.");
        }
        return new BigDecimal(real).toBigInteger();
    }

    private static String fixed(Object value, int precision) {
        if (value instanceof Double x && !Double.isFinite(x)) {
            return x.isNaN() ? "nan" : "inf";
        }
        BigDecimal exact = value instanceof Double x ? new BigDecimal(x) : new BigDecimal(Numbers.whole(value));
        return exact.abs().setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double x, int precision, char kind) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "nan" : "inf";
        }
        BigDecimal rounded = new BigDecimal(x).round(new java.math.MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = x == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        return mantissa + kind + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(double x, int precision, char kind) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "nan" : "inf";
        }
        BigDecimal rounded = new BigDecimal(x).round(new java.math.MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = x == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < precision) {
            return x == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }
        int digits = rounded.stripTrailingZeros().precision() - 1;
        return scientific(x, digits, kind == 'g' ? 'e' : 'E');
    }

    private static String pad(String text, char align, String fill, int width) {
        int missing = Math.max(0, width - Strings.length(text));
        if (missing > 0 && fill.equals("0") && (text.startsWith("-") || text.startsWith("+"))) {
            return text.charAt(0) + fill.repeat(missing) + text.substring(1);
        }
        int left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }

    static String braces(Python python, String format, Arguments arguments) {
        python.budget().text(format.length());
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if ((c == '{' || c == '}') && format.startsWith("" + c, at + 1)) {
                out.append(c);
                at++;
            } else if (c == '}') {
                throw new Fault("format() found a single '}'.");
            } else if (c != '{') {
                out.append(c);
            } else {
                int end = format.indexOf('}', at);
                if (end < 0) {
                    throw new Fault("format() found a '{' that is not closed.");
                }
                String field = format.substring(at + 1, end);
                if (field.startsWith("}") || field.startsWith(":") || field.startsWith("!") || field.isEmpty()) {
                    field = next++ + field;
                }
                out.append(field(python, field, arguments));
                python.budget().limit(out.length());
                at = end;
            }
        }
        return out.toString();
    }

    private static String field(Python python, String field, Arguments arguments) {
        Matcher matcher = Pattern.compile(
                        "([^.\\[!:]*)((?:\\.[^.\\[!:]+|\\[[^\\]]+\\])*)(?:!([rsa]))?(?::(.*))?", Pattern.DOTALL)
                .matcher(field);
        if (!matcher.matches()) {
            throw new Fault("format() does not understand '{" + field + "}'.");
        }
        String name = matcher.group(1);
        boolean number = !name.isEmpty() && name.length() < 6 && name.chars().allMatch(Character::isDigit);
        boolean there = number
                ? Integer.parseInt(name) < arguments.positional().size()
                : arguments.named().containsKey(name);
        if (!there) {
            throw new Fault("format() has no value for '{" + name + "}'.");
        }
        Object value = number
                ? arguments.positional().get(Integer.parseInt(name))
                : arguments.named().get(name);
        Subscripts subscripts = new Subscripts(python);
        Matcher path = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]").matcher(matcher.group(2));
        while (path.find()) {
            String key = path.group(2);
            boolean index = key != null && key.length() < 10 && key.chars().allMatch(Character::isDigit);
            value = path.group(1) != null
                    ? subscripts.attribute(value, path.group(1))
                    : subscripts.item(value, index ? (Object) Long.valueOf(key) : key);
        }
        if (matcher.group(3) != null) {
            value = matcher.group(3).equals("s") ? python.str(value) : python.repr(value);
        }
        return spec(python, value, matcher.group(4) == null ? "" : matcher.group(4));
    }

    private static String spec(Python python, Object value, String spec) {
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches()) {
            throw new Fault("format() does not understand ':" + spec + "'.");
        }
        if (spec.isEmpty()) {
            return python.str(value);
        }
        String kind = matcher.group(9);
        int precision = matcher.group(8) == null ? -1 : width(matcher.group(8));
        boolean numeric = Numbers.is(value) && !kind.equals("s");
        String text;
        if (!numeric) {
            text = precision < 0 ? python.str(value) : truncate(python.str(value), precision);
        } else if (kind.equals("%")) {
            text = number(
                            Numbers.real(value) * 100,
                            'f',
                            precision,
                            matcher.group(3).replace("-", "")) + "%";
        } else if (kind.isEmpty() && precision < 0) {
            String shown = value instanceof Double x
                    ? Numbers.show(x)
                    : Numbers.whole(value).toString();
            text = shown.startsWith("-") ? shown : matcher.group(3).replace("-", "") + shown;
        } else {
            char letter = kind.isEmpty() ? 'g' : kind.charAt(0);
            text = number(value, letter, precision, matcher.group(3).replace("-", ""));
        }
        if (!matcher.group(7).isEmpty()) {
            text = grouped(text, matcher.group(7));
        }
        boolean zero = !matcher.group(5).isEmpty() && numeric && matcher.group(2) == null;
        String fill = matcher.group(1) != null ? matcher.group(1) : zero ? "0" : " ";
        char align = matcher.group(2) != null ? matcher.group(2).charAt(0) : numeric ? '>' : '<';
        int width = width(matcher.group(6));
        python.budget().text(width);
        return pad(text, align, fill, width);
    }

    private static String grouped(String number, String separator) {
        int end = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
        StringBuilder out = new StringBuilder(number);
        for (int at = end - 3; at > 0 && Character.isDigit(number.charAt(at - 1)); at -= 3) {
            out.insert(at, separator);
        }
        return out.toString();
    }
}
