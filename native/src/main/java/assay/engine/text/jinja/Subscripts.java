package assay.engine.text.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Attributes, items and slices of values. */
record Subscripts(Python python) {

    /** {@code target.name}: an attribute first, then an item. */
    Object attribute(Object target, String name) {
        Object method = method(target, name);
        return method instanceof Undefined && target instanceof Dict dict && dict.contains(name)
                ? dict.get(name).value()
                : method;
    }

    /** {@code target[key]}: an item first, then an attribute. */
    Object item(Object target, Object key) {
        Object found =
                switch (target) {
                    case Undefined undefined -> throw undefined.fault();
                    case Dict dict
                    when !(key instanceof List || key instanceof Dict) ->
                        dict.contains(key) ? dict.get(key).value() : missing(target, key);
                    case List<?> list -> indexed(target, list, key);
                    case Tuple(List<Object> items) -> indexed(target, items, key);
                    case Range range
                    when Numbers.isWhole(key) -> {
                        int index = index(Numbers.whole(key), range.length());
                        yield index < 0 ? missing(target, key) : range.get(index);
                    }
                    case Group group -> indexed(target, group.items(), key);
                    case String s when Numbers.isWhole(key) -> character(s, key);
                    case null, default -> missing(target, key);
                };
        return found instanceof Undefined && key instanceof String name ? method(target, name) : found;
    }

    private static Object indexed(Object target, List<?> items, Object key) {
        if (!Numbers.isWhole(key)) {
            return missing(target, key);
        }
        int index = index(Numbers.whole(key), items.size());
        return index < 0 ? missing(target, key) : items.get(index);
    }

    private Object character(String text, Object key) {
        int length = python.size(text);
        int index = index(Numbers.whole(key), length);
        if (index < 0) {
            return missing(text, key);
        }
        int at = text.offsetByCodePoints(0, index);
        return Character.toString(text.codePointAt(at));
    }

    /** Counts from the end if negative; -1 if there is no such place. */
    private static int index(BigInteger wanted, int length) {
        BigInteger index = wanted.signum() < 0 ? wanted.add(BigInteger.valueOf(length)) : wanted;
        boolean inside = index.signum() >= 0 && index.bitLength() < 32 && index.longValue() < length;
        return inside ? index.intValue() : -1;
    }

    private static Undefined missing(Object target, Object key) {
        String shown = key instanceof String s
                ? " has no attribute '" + s + "'"
                : " has no element " + new Python(new Budget()).repr(key);
        return new Undefined("'" + shownType(target) + "'" + shown);
    }

    private static String shownType(Object target) {
        return target == null ? "None" : Python.typeName(target) + " object";
    }

    private Object method(Object target, String name) {
        if (target instanceof Undefined undefined) {
            throw undefined.fault();
        }
        if (name.startsWith("_")) {
            return new Undefined("the attribute '" + name + "' is not open to templates");
        }
        if (target instanceof Attributed attributed) {
            return attributed.attribute(name);
        }
        if (Methods.changes(target, name)) {
            return new Undefined(
                    "'" + name + "' would change a " + Python.typeName(target) + ", which templates must not");
        }
        Methods.Method method = Methods.find(target, name);
        if (method == null) {
            return missing(target, name);
        }
        return (Callable) arguments -> {
            python.budget().touch(target);
            arguments.positional().forEach(python.budget()::touch);
            return method.call(python, target, arguments);
        };
    }

    Object slice(Object target, Object from, Object to, Object step) {
        Python.checkDefined(target);
        if (target instanceof String s) {
            return slice(s, from, to, step);
        }
        return switch (target) {
            case List<?> list -> slice(python.list(list), from, to, step);
            case Tuple(List<Object> items) -> new Tuple(slice(items, from, to, step));
            case Range range -> slice(python.list(range), from, to, step);
            case null, default -> throw new Fault("a value of type " + Python.typeName(target) + " cannot be sliced.");
        };
    }

    private String slice(String text, Object from, Object to, Object step) {
        int size = python.size(text);
        if (bound(step, 1, Integer.MAX_VALUE) == 1) {
            int start = from == null ? 0 : place(from, size, 0, size);
            int stop = to == null ? size : place(to, size, 0, size);
            int begin = text.offsetByCodePoints(0, start);
            return start < stop ? text.substring(begin, text.offsetByCodePoints(begin, stop - start)) : "";
        }
        return python.join(slice(python.list(text), from, to, step), "");
    }

    private List<Object> slice(List<Object> items, Object from, Object to, Object step) {
        int by = bound(step, 1, Integer.MAX_VALUE);
        if (by == 0) {
            throw new Fault("a slice must not have the step 0.");
        }
        int size = items.size();
        int low = by > 0 ? 0 : -1;
        int high = by > 0 ? size : size - 1;
        int start = from == null ? by > 0 ? low : high : place(from, size, low, high);
        int stop = to == null ? by > 0 ? high : low : place(to, size, low, high);
        List<Object> result = new ArrayList<>();
        for (long i = start; by > 0 ? i < stop : i > stop; i += by) {
            result.add(items.get((int) i));
        }
        python.budget().items(result.size());
        return result;
    }

    private static int place(Object bound, int size, int low, int high) {
        long place = bound(bound, 0, Integer.MAX_VALUE / 2);
        return Math.clamp(place < 0 ? place + size : place, low, high);
    }

    private static int bound(Object bound, int absent, int limit) {
        if (bound == null) {
            return absent;
        }
        Python.checkDefined(bound);
        if (!Numbers.isWhole(bound)) {
            throw new Fault("a slice takes whole numbers, not " + Python.typeName(bound) + ".");
        }
        BigInteger most = BigInteger.valueOf(limit);
        return Numbers.whole(bound).min(most).max(most.negate()).intValue();
    }
}
