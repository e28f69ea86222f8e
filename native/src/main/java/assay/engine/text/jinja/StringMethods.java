package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The methods of Python's strings. */
final class StringMethods {
    static final Map<String, Methods.Method> ALL = all();

    private StringMethods() {}

    private static Map<String, Methods.Method> all() {
        Map<String, Methods.Method> all = new HashMap<>();
        plain(all, "upper", Strings::upper);
        plain(all, "lower", Strings::lower);
        plain(all, "casefold", text -> Strings.lower(text).replace("ß", "ss"));
        plain(all, "title", Strings::title);
        plain(all, "capitalize", Strings::capitalize);
        plain(all, "swapcase", StringMethods::swapCase);
        test(all, "isspace", Strings::isSpace);
        test(all, "isalpha", Character::isLetter);
        test(all, "isalnum", c -> Character.isLetter(c) || isNumeric(c));
        test(all, "isdigit", c -> Character.isDigit(c) || "²³¹".indexOf(c) >= 0);
        test(all, "isdecimal", Character::isDigit);
        test(all, "isnumeric", StringMethods::isNumeric);
        all.put("isupper", (python, self, arguments) -> isUpper((String) self));
        all.put("islower", (python, self, arguments) -> isLower((String) self));
        all.put("strip", (python, self, a) -> Strings.strip((String) self, characters(a, "strip")));
        all.put("lstrip", (python, self, a) -> Strings.stripLeft((String) self, characters(a, "lstrip")));
        all.put("rstrip", (python, self, a) -> Strings.stripRight((String) self, characters(a, "rstrip")));
        all.put("split", (python, self, a) -> split(python, (String) self, a, false));
        all.put("rsplit", (python, self, a) -> split(python, (String) self, a, true));
        all.put("splitlines", (python, self, a) -> {
            return Strings.lines((String) self, a.bind("splitlines", "keepends").truth(0), python.budget());
        });
        all.put("startswith", (python, self, a) -> edge(python, (String) self, a, true));
        all.put("endswith", (python, self, a) -> edge(python, (String) self, a, false));
        all.put("replace", (python, self, arguments) -> {
            Arguments.Bound a = arguments.bind("replace", "old", "new", "count");
            return replace(python, (String) self, a.text(0), a.text(1), a.number(2, -1));
        });
        all.put("join", (python, self, arguments) -> {
            List<Object> parts = python.list(arguments.bind("join", "iterable").get(0));
            for (Object part : parts) {
                Python.checkDefined(part);
                if (!(part instanceof String)) {
                    throw new Fault("join() takes strings, not " + Python.typeName(part) + ".");
                }
            }
            return python.join(parts, (String) self);
        });
        all.put("find", (python, self, a) -> find(python, (String) self, a, false, "find"));
        all.put("rfind", (python, self, a) -> find(python, (String) self, a, true, "rfind"));
        all.put("index", (python, self, a) -> found(find(python, (String) self, a, false, "index")));
        all.put("rindex", (python, self, a) -> found(find(python, (String) self, a, true, "rindex")));
        all.put(
                "count",
                (python, self, arguments) -> count(
                        python, (String) self, arguments.bind("count", "sub").text(0)));
        all.put("removeprefix", (python, self, arguments) -> {
            String text = (String) self;
            String prefix = arguments.bind("removeprefix", "prefix").text(0);
            return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        });
        all.put("removesuffix", (python, self, arguments) -> {
            String text = (String) self;
            String suffix = arguments.bind("removesuffix", "suffix").text(0);
            return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
        });
        all.put(
                "partition",
                (python, self, a) -> partition(
                        python, (String) self, a.bind("partition", "sep").text(0), false));
        all.put(
                "rpartition",
                (python, self, a) -> partition(
                        python, (String) self, a.bind("rpartition", "sep").text(0), true));
        all.put("ljust", (python, self, a) -> pad(python, (String) self, a.bind("ljust", "width", "fill"), 0));
        all.put("rjust", (python, self, a) -> pad(python, (String) self, a.bind("rjust", "width", "fill"), 1));
        all.put("center", (python, self, a) -> pad(python, (String) self, a.bind("center", "width", "fill"), 2));
        all.put("zfill", (python, self, arguments) -> {
            String text = (String) self;
            int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
            int zeros = Math.max(0, arguments.bind("zfill", "width").number(0) - python.size(text));
            python.budget().text(text.length() + (long) zeros);
            return text.substring(0, sign) + "0".repeat(zeros) + text.substring(sign);
        });
        all.put("format", (python, self, arguments) -> Format.braces(python, (String) self, arguments));
        return Map.copyOf(all);
    }

    private static void plain(Map<String, Methods.Method> all, String name, UnaryOperator<String> change) {
        all.put(name, (python, self, arguments) -> {
            arguments.bind(name);
            python.budget().text(((String) self).length());
            return change.apply((String) self);
        });
    }

    private static void test(Map<String, Methods.Method> all, String name, IntPredicate test) {
        all.put(name, (python, self, arguments) -> {
            String text = (String) self;
            python.budget().text(text.length());
            return !text.isEmpty() && text.codePoints().allMatch(test);
        });
    }

    private static boolean isNumeric(int c) {
        return Character.isDigit(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER;
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
    }

    private static String swapCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(c -> out.append(isUpper(c) ? Strings.lower(c) : Strings.upper(c)));
        return out.toString();
    }

    private static String characters(Arguments arguments, String name) {
        Arguments.Bound bound = arguments.bind(name, "chars");
        return bound.get(0, null) == null ? null : bound.text(0);
    }

    private static List<Object> split(Python python, String text, Arguments arguments, boolean fromRight) {
        Arguments.Bound bound = arguments.bind(fromRight ? "rsplit" : "split", "sep", "maxsplit");
        int limit = bound.number(1, -1);
        if (bound.get(0, null) == null) {
            return fromRight
                    ? Strings.wordsFromRight(text, limit, python.budget())
                    : Strings.words(text, limit, python.budget());
        }
        String separator = bound.text(0);
        if (separator.isEmpty()) {
            throw new Fault("split() needs a separator that is not empty.");
        }
        python.budget().items((long) count(python, text, separator));
        return fromRight ? splitFromRight(text, separator, limit) : split(text, separator, limit);
    }

    private static List<Object> split(String text, String separator, int limit) {
        List<Object> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0 && parts.size() != limit; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static List<Object> splitFromRight(String text, String separator, int limit) {
        List<Object> parts = new ArrayList<>();
        int to = text.length();
        while (parts.size() != limit) {
            int at = text.lastIndexOf(separator, to - separator.length());
            if (at < 0) {
                break;
            }
            parts.add(text.substring(at + separator.length(), to));
            to = at;
        }
        parts.add(text.substring(0, to));
        return parts.reversed();
    }

    private static boolean edge(Python python, String text, Arguments arguments, boolean start) {
        Arguments.Bound bound = arguments.bind(start ? "startswith" : "endswith", "prefix", "start", "end");
        Object wanted = bound.get(0);
        if (bound.has(1)) {
            text = (String) new Subscripts(python).slice(text, bound.get(1), bound.get(2, null), null);
        }
        for (Object edge : wanted instanceof Tuple(List<Object> several) ? several : List.of(bound.text(0))) {
            if (edge instanceof String s && (start ? text.startsWith(s) : text.endsWith(s))) {
                return true;
            }
        }
        return false;
    }

    /** @param count how many at most; all if negative */
    static String replace(Python python, String text, String old, String replacement, int count) {
        long times = Math.min(count < 0 ? Long.MAX_VALUE : count, (long) count(python, text, old));
        python.budget().text(text.length() + times * Math.max(0, replacement.length() - old.length()));
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (long i = 0; i < times; i++) {
            int at = text.indexOf(old, from);
            if (old.isEmpty()) {
                at = i == 0 ? 0 : text.offsetByCodePoints(from, 1);
            }
            out.append(text, from, at).append(replacement);
            from = at + old.length();
        }
        return out.append(text, from, text.length()).toString();
    }

    private static Object count(Python python, String text, String part) {
        python.budget().search(text.length(), part.length());
        if (part.isEmpty()) {
            return Strings.length(text) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static long find(Python python, String text, Arguments arguments, boolean last, String name) {
        Arguments.Bound bound = arguments.bind(name, "sub", "start", "end");
        int size = python.size(text);
        python.budget().search(text.length(), bound.text(0).length());
        int start = place(bound.has(1) ? bound.number(1) : 0, size);
        int end = place(bound.has(2) ? bound.number(2) : size, size);
        if (start > end) {
            return -1;
        }
        int from = text.offsetByCodePoints(0, start);
        String part = text.substring(from, text.offsetByCodePoints(0, end));
        int at = last ? part.lastIndexOf(bound.text(0)) : part.indexOf(bound.text(0));
        return at < 0 ? -1 : start + part.codePointCount(0, at);
    }

    private static int place(int wanted, int size) {
        return Math.clamp(wanted < 0 ? (long) wanted + size : wanted, 0, size);
    }

    private static Object found(long at) {
        if (at < 0) {
            throw new Fault("index() does not find its argument.");
        }
        return at;
    }

    private static Tuple partition(Python python, String text, String separator, boolean last) {
        python.budget().search(text.length(), separator.length());
        if (separator.isEmpty()) {
            throw new Fault("partition() needs a separator that is not empty.");
        }
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        if (at < 0) {
            return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    /** @param where 0 text first, 1 text last, 2 text in the middle */
    static String pad(Python python, String text, Arguments.Bound bound, int where) {
        String fill = bound.text(1, " ");
        if (Strings.length(fill) != 1) {
            throw new Fault("a text is filled up with one character.");
        }
        int missing = Math.max(0, bound.number(0) - python.size(text));
        python.budget().text(text.length() + (long) missing);
        int left = where == 0 ? 0 : where == 1 ? missing : missing / 2 + (missing & bound.number(0) & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
    }
}
