package assay.engine.text;

import assay.engine.EngineException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of tokenizer.json, which are written for Oniguruma, with java.util.regex.
 *
 * <p>Only what differs is rewritten: names of properties, {@code \w \h \v}, POSIX brackets and the flag {@code m}.
 */
final class UnicodeRegex {
    private static final int FLAGS =
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.MULTILINE | Pattern.UNIX_LINES;
    private static final int MAX_LENGTH = 8192;
    private static final int MAX_REPETITION = 1000;
    private static final String POSIX_WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}";
    /** Oniguruma counts the superscripts and fractions of Latin-1 in, but no others. */
    private static final String WORD = POSIX_WORD + "\\xB2\\xB3\\xB9\\xBC-\\xBE";

    private static final String HEX = "0-9a-fA-F";
    private static final String KEPT_ESCAPES = "dDsSbBAzZGRXnrtfaexuk0123456789";
    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("alpha", "\\p{IsAlphabetic}"),
            Map.entry("digit", "\\p{Nd}"),
            Map.entry("alnum", "\\p{IsAlphabetic}\\p{Nd}"),
            Map.entry("upper", "\\p{IsUppercase}"),
            Map.entry("lower", "\\p{IsLowercase}"),
            Map.entry("space", "\\s"),
            Map.entry("blank", "\\p{Zs}\\t"),
            Map.entry("punct", "\\p{P}\\p{S}"),
            Map.entry("cntrl", "\\p{Cc}"),
            Map.entry("xdigit", HEX),
            Map.entry("word", POSIX_WORD));

    private final String source;
    private final String place;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;
    private long weight = 1;

    private UnicodeRegex(String source, String place) {
        this.source = source;
        this.place = place;
    }

    /**
     * A compiled expression.
     *
     * @param weight how many steps one character may cost more because of counted repetitions
     */
    record Compiled(Pattern pattern, int weight) {}

    static Compiled compile(String source, String place) {
        if (source.length() > MAX_LENGTH) {
            throw new EngineException(place + " is longer than " + MAX_LENGTH + " characters.");
        }
        UnicodeRegex regex = new UnicodeRegex(source, place);
        regex.translate();
        try {
            return new Compiled(Pattern.compile(regex.out.toString(), FLAGS), (int) regex.weight);
        } catch (PatternSyntaxException e) {
            throw new EngineException(place + " is not a supported regular expression: " + e.getDescription() + ".", e);
        } catch (StackOverflowError e) {
            throw new EngineException(place + " is nested too deeply.", e);
        }
    }

    private void translate() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                openClass();
            } else if (c == ']' && depth > 0) {
                depth--;
                copy(1);
            } else if (c == '{' && depth == 0) {
                repetition();
            } else if (depth == 0 && source.startsWith("(?", at)) {
                flags();
            } else {
                copy(1);
            }
        }
    }

    private void copy(int count) {
        out.append(source, at, at + count);
        at += count;
    }

    private void escape() {
        if (at + 1 == source.length()) {
            throw unsupported("a trailing backslash");
        }
        char c = source.charAt(at + 1);
        switch (c) {
            case 'w' -> set(WORD, "[" + WORD + "]");
            case 'W' -> set("[^" + WORD + "]", "[^" + WORD + "]");
            case 'h' -> set(HEX, "[" + HEX + "]");
            case 'H' -> set("[^" + HEX + "]", "[^" + HEX + "]");
            case 'v' -> set("\\x0B", "\\x0B");
            case 'p', 'P' -> property(c);
            default -> {
                if (c < 0x80 && Character.isLetterOrDigit(c) && KEPT_ESCAPES.indexOf(c) < 0) {
                    throw unsupported("the escape \\" + c);
                }
                copy(2);
            }
        }
    }

    private void set(String inClass, String alone) {
        out.append(depth > 0 ? inClass : alone);
        at += 2;
    }

    private void property(char kind) {
        int end = source.indexOf('}', at);
        if (!source.startsWith("{", at + 2) || end < 0) {
            throw unsupported("a property without braces");
        }
        String name = source.substring(at + 3, end);
        boolean negated = name.startsWith("^");
        String bare = negated ? name.substring(1) : name;
        out.append(negated == (kind == 'p') ? "\\P{" : "\\p{");
        // One or two letters are a general category, longer names a script or a binary property.
        out.append(bare.length() <= 2 || bare.startsWith("Is") ? bare : "Is" + bare);
        out.append('}');
        at = end + 1;
    }

    private void openClass() {
        if (depth > 0 && source.startsWith("[:", at)) {
            int end = source.indexOf(":]", at);
            String name = end < 0 ? "" : source.substring(at + 2, end);
            boolean negated = name.startsWith("^");
            String set = POSIX.get(negated ? name.substring(1) : name);
            if (set == null) {
                throw unsupported("the bracket [:" + name + ":]");
            }
            out.append(negated ? "[^" + set + "]" : set);
            at = end + 2;
        } else {
            depth++;
            copy(1);
        }
    }

    private void repetition() {
        int end = source.indexOf('}', at);
        String[] bounds =
                end < 0 ? new String[0] : source.substring(at + 1, end).split(",", -1);
        long most = 1;
        for (String bound : bounds) {
            if (!bound.isEmpty() && (bound.length() > 4 || !bound.chars().allMatch(c -> c >= '0' && c <= '9'))) {
                throw unsupported("'{' that is neither a repetition up to " + MAX_REPETITION + " nor escaped");
            }
            most = bound.isEmpty() ? most : Math.max(most, Integer.parseInt(bound));
        }
        weight *= most;
        if (bounds.length < 1 || bounds.length > 2 || weight > MAX_REPETITION) {
            throw unsupported("'{' that is neither a repetition up to " + MAX_REPETITION + " in all nor escaped");
        }
        if (source.startsWith("+", end + 1)) {
            throw unsupported("a repetition followed by '+'");
        }
        out.append('{').append(bounds[0].isEmpty() ? "0" : bounds[0]);
        at += 1 + bounds[0].length();
        copy(end + 1 - at);
    }

    /** In Oniguruma {@code (?m)} lets the dot match line ends, which Java calls {@code (?s)}. */
    private void flags() {
        copy(2);
        int from = at;
        while (at < source.length() && "imx-".indexOf(source.charAt(at)) >= 0) {
            at++;
        }
        String flags = source.substring(from, at).toLowerCase(Locale.ROOT);
        if (flags.indexOf('x') >= 0) {
            throw unsupported("the flag x");
        }
        out.append(flags.replace('m', 's'));
    }

    private EngineException unsupported(String what) {
        return new EngineException(place + " is not a supported regular expression: it has " + what + ".");
    }
}
