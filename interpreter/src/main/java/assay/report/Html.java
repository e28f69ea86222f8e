package assay.report;

import java.util.Locale;

/** Text on its way into a page. Whatever comes from a run passes through here. */
final class Html {
    private Html() {}

    /** Text as content or as the value of a quoted attribute; characters that could hide or reorder others are spelled out. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (hides(point)) out.append(String.format(Locale.ROOT, "\\u{%X}", point));
                    else out.appendCodePoint(point);
                }
            }
        });
        return out.toString();
    }

    /** Control characters, lone surrogates, and those that change the direction of what follows. */
    private static boolean hides(int point) {
        if (point == '\n' || point == '\t') return false;
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> true;
            case Character.FORMAT -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069;
            default -> false;
        };
    }

    /** A JSON document as the content of a script element, which nothing in it can end, with nothing hidden in it. */
    static String data(String json) {
        StringBuilder out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(point -> {
            boolean separates = point == 0x2028 || point == 0x2029;
            if (point == '<' || point == '>' || separates || hides(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
