package assay.engine.text.jinja;

import java.math.BigInteger;
import java.util.function.Function;

/**
 * A number as a template writes it: decimal, with prefix 0x, 0o or 0b, or with a fraction or exponent.
 *
 * @param end the index behind it
 */
record NumberLiteral(Object value, int end) {
    private static final int MAX_DIGITS = 1000;

    /** @param error makes the exception for a message */
    static NumberLiteral read(String source, int from, Function<String, RuntimeException> error) {
        int radix = radix(source, from);
        StringBuilder text = new StringBuilder();
        int at = digits(source, radix == 10 ? from : from + 2, radix, text);
        boolean real = false;
        // After a dot there can be no fraction: x.0.1 is two subscripts.
        if (radix == 10 && !(from > 0 && source.charAt(from - 1) == '.')) {
            if (isDigit(source, at + 1) && source.charAt(at) == '.') {
                at = digits(source, at + 1, 10, text.append('.'));
                real = true;
            }
            int exponent = exponent(source, at);
            if (exponent > 0) {
                text.append('e').append(source, at + 1, exponent);
                at = digits(source, exponent, 10, text);
                real = true;
            }
        }
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            throw error.apply("a number must have from 1 to " + MAX_DIGITS + " digits.");
        }
        Object value = real
                ? (Object) Double.valueOf(text.toString())
                : Numbers.normal(new BigInteger(text.toString(), radix));
        return new NumberLiteral(value, at);
    }

    private static int radix(String source, int at) {
        if (source.charAt(at) != '0' || at + 1 == source.length()) {
            return 10;
        }
        return switch (source.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /** Where the digits of an exponent begin, -1 if none follows. */
    private static int exponent(String source, int at) {
        if (at >= source.length() || Character.toLowerCase(source.charAt(at)) != 'e') {
            return -1;
        }
        boolean signed = at + 1 < source.length() && "+-".indexOf(source.charAt(at + 1)) >= 0;
        int digits = signed ? at + 2 : at + 1;
        return isDigit(source, digits) ? digits : -1;
    }

    private static boolean isDigit(String source, int at) {
        return at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9';
    }

    /** Reads digits with single underscores between them. */
    private static int digits(String source, int from, int radix, StringBuilder out) {
        int at = from;
        for (; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c < 0x80 && Character.digit(c, radix) >= 0) {
                out.append(c);
            } else if (c != '_' || at + 1 == source.length() || Character.digit(source.charAt(at + 1), radix) < 0) {
                break;
            }
        }
        return at;
    }
}
