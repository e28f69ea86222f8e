package assay.engine.text.jinja;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Filters that make a text of a value. */
final class TextFilters {
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private TextFilters() {}

    static void addTo(Map<String, Filter> all) {
        plain(all, "upper", Strings::upper);
        plain(all, "lower", Strings::lower);
        plain(all, "title", TextFilters::title);
        plain(all, "capitalize", Strings::capitalize);
        plain(all, "string", text -> text);
        plain(all, "safe", text -> text);
        plain(all, "escape", TextFilters::escape);
        plain(all, "e", TextFilters::escape);
        plain(all, "forceescape", TextFilters::escape);
        plain(all, "striptags", TextFilters::stripTags);
        all.put("trim", (evaluator, value, arguments) -> {
            Arguments.Bound bound = arguments.bind("trim", "chars");
            return Strings.strip(evaluator.python().str(value), bound.get(0, null) == null ? null : bound.text(0));
        });
        all.put("replace", (evaluator, value, arguments) -> {
            Arguments.Bound bound = arguments.bind("replace", "old", "new", "count");
            Python python = evaluator.python();
            int count = bound.get(2, null) == null ? -1 : bound.number(2);
            return StringMethods.replace(
                    python, python.str(value), python.str(bound.get(0)), python.str(bound.get(1)), count);
        });
        all.put("join", TextFilters::join);
        all.put("indent", TextFilters::indent);
        all.put("truncate", TextFilters::truncate);
        all.put("wordcount", (evaluator, value, arguments) -> {
            arguments.bind("wordcount");
            return WORD.matcher(evaluator.python().str(value)).results().count();
        });
        all.put("center", (evaluator, value, arguments) -> {
            int width = arguments.bind("center", "width").number(0, 80);
            return StringMethods.pad(
                    evaluator.python(),
                    evaluator.python().str(value),
                    Arguments.of((long) width).bind("center", "width", "fill"),
                    2);
        });
        all.put("format", (evaluator, value, arguments) -> {
            Dict named = new Dict();
            arguments.named().forEach(named::put);
            if (named.size() > 0 && !arguments.positional().isEmpty()) {
                throw new Fault("format takes either positional or named values.");
            }
            Object values = named.size() > 0 ? named : new Tuple(arguments.positional());
            return Format.percent(evaluator.python(), evaluator.python().str(value), values);
        });
        all.put("urlencode", (evaluator, value, arguments) -> {
            arguments.bind("urlencode");
            return urlEncode(evaluator.python().str(value));
        });
    }

    private static void plain(Map<String, Filter> all, String name, UnaryOperator<String> change) {
        all.put(name, (evaluator, value, arguments) -> {
            arguments.bind(name);
            String text = evaluator.python().str(value);
            evaluator.python().budget().text(text.length() * 2L);
            return change.apply(text);
        });
    }

    /** A capital after white space and opening brackets, small letters elsewhere. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean begin = true;
        for (int c : text.codePoints().toArray()) {
            String character = Character.toString(c);
            out.append(begin ? Strings.upper(character) : Strings.lower(character));
            begin = Strings.isSpace(c) || "-({[<".indexOf(c) >= 0;
        }
        return out.toString();
    }

    private static String stripTags(String text) {
        String bare = without(without(text, "<!--", "-->"), "<", ">");
        return bare.isBlank() ? "" : String.join(" ", bare.strip().split("\\s+"));
    }

    private static String without(String text, String open, String close) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
            int end = text.indexOf(close, at);
            if (end < 0) {
                break;
            }
            out.append(text, from, at);
            from = end + close.length();
        }
        return out.append(text, from, text.length()).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static Object join(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("join", "d", "attribute");
        Python python = evaluator.python();
        List<Object> items = python.list(value);
        if (bound.get(1, null) != null) {
            items = items.stream()
                    .map(item -> evaluator.attribute(item, bound.get(1), null))
                    .toList();
        }
        return python.join(items, python.str(bound.get(0, "")));
    }

    private static Object indent(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("indent", "width", "first", "blank");
        Python.checkDefined(value);
        if (!(value instanceof String text)) {
            throw new Fault("indent takes a string, not " + Python.typeName(value) + ".");
        }
        int width = bound.get(0, 4L) instanceof String ? 0 : bound.number(0, 4);
        evaluator.python().budget().text(Math.max(0, width));
        String indent = bound.get(0, 4L) instanceof String s ? s : " ".repeat(Math.max(0, width));
        List<Object> lines =
                Strings.lines(text + "\n", false, evaluator.python().budget());
        evaluator.python().budget().text(text.length() + lines.size() * (long) indent.length());
        StringBuilder out = new StringBuilder(bound.truth(1) ? indent : "").append(lines.getFirst());
        for (Object line : lines.subList(1, lines.size())) {
            boolean indented = bound.truth(2) || !line.equals("");
            out.append('\n').append(indented ? indent : "").append(line);
        }
        return out.toString();
    }

    private static Object truncate(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("truncate", "length", "killwords", "end", "leeway");
        String end = bound.text(2, "...");
        int length = bound.number(0, 255);
        int leeway = bound.get(3, null) == null ? 5 : bound.number(3);
        if (length < Strings.length(end) || leeway < 0) {
            throw new Fault("truncate needs a length of at least that of its end, and no negative leeway.");
        }
        int size = evaluator.python().size(value);
        if (size >= 0 && size <= (long) length + leeway) {
            return value;
        }
        if (!(value instanceof String text)) {
            throw new Fault("truncate takes a string, not " + Python.typeName(value) + ".");
        }
        String kept = text.substring(0, text.offsetByCodePoints(0, length - Strings.length(end)));
        int space = bound.truth(1) ? -1 : kept.lastIndexOf(' ');
        return (space < 0 ? kept : kept.substring(0, space)) + end;
    }

    private static String urlEncode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "_.-~/".indexOf(b) >= 0;
            out.append(plain ? "" + (char) b : String.format("%%%02X", b));
        }
        return out.toString();
    }
}
