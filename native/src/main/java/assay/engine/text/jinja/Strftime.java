package assay.engine.text.jinja;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Dates as C's {@code strftime} writes them in English. */
final class Strftime {
    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "uuuu"),
            Map.entry('y', "uu"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('B', "MMMM"),
            Map.entry('b', "MMM"),
            Map.entry('h', "MMM"),
            Map.entry('A', "EEEE"),
            Map.entry('a', "EEE"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('p', "a"),
            Map.entry('j', "DDD"),
            Map.entry('F', "uuuu-MM-dd"),
            Map.entry('T', "HH:mm:ss"),
            Map.entry('R', "HH:mm"),
            Map.entry('D', "MM/dd/uu"),
            Map.entry('x', "MM/dd/uu"),
            Map.entry('X', "HH:mm:ss"),
            Map.entry('c', "EEE MMM ppd HH:mm:ss uuuu"),
            Map.entry('e', "ppd"));

    private Strftime() {}

    static String format(String format, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < format.length(); at++) {
            char c = format.charAt(at);
            if (c != '%' || at + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char directive = format.charAt(++at);
            boolean unpadded = directive == '-' && at + 1 < format.length();
            if (unpadded) {
                directive = format.charAt(++at);
            }
            String text = directive(directive, time);
            out.append(unpadded ? text.replaceFirst("^[0 ]+(?=.)", "") : text);
        }
        return out.toString();
    }

    private static String directive(char directive, ZonedDateTime time) {
        String pattern = PATTERNS.get(directive);
        if (pattern != null) {
            return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
        }
        return switch (directive) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            // Python's own time without a zone prints neither.
            case 'z', 'Z' -> "";
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            default -> "%" + directive;
        };
    }
}
