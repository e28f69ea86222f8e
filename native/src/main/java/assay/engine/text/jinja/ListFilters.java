package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters over the items of a value. */
final class ListFilters {
    private ListFilters() {}

    static void addTo(Map<String, Filter> all) {
        all.put("length", ListFilters::length);
        all.put("count", ListFilters::length);
        all.put("list", (evaluator, value, arguments) -> {
            arguments.bind("list");
            evaluator.python().budget().items(Math.max(0, evaluator.python().size(value)));
            return new ArrayList<>(evaluator.python().list(value));
        });
        all.put("first", (evaluator, value, arguments) -> {
            arguments.bind("first");
            Iterator<Object> items = evaluator.python().iterate(value);
            return items.hasNext() ? items.next() : new Undefined("No first item, sequence was empty");
        });
        all.put("last", (evaluator, value, arguments) -> {
            arguments.bind("last");
            List<Object> items = sequence(evaluator, value, "last");
            return items.isEmpty() ? new Undefined("No last item, sequence was empty") : items.getLast();
        });
        all.put("reverse", ListFilters::reverse);
        all.put("items", (evaluator, value, arguments) -> {
            if (value instanceof Undefined) {
                return Generator.of(List.of());
            }
            return Generator.of(evaluator.python().list(View.items(dict(value, "items"))));
        });
        all.put("map", ListFilters::map);
        all.put("select", (evaluator, value, a) -> select(evaluator, value, a, false, true));
        all.put("reject", (evaluator, value, a) -> select(evaluator, value, a, false, false));
        all.put("selectattr", (evaluator, value, a) -> select(evaluator, value, a, true, true));
        all.put("rejectattr", (evaluator, value, a) -> select(evaluator, value, a, true, false));
        all.put("sum", ListFilters::sum);
        all.put("min", (evaluator, value, arguments) -> extreme(evaluator, value, arguments, -1));
        all.put("max", (evaluator, value, arguments) -> extreme(evaluator, value, arguments, 1));
        all.put("unique", ListFilters::unique);
        all.put("sort", ListFilters::sort);
        all.put("dictsort", ListFilters::dictSort);
    }

    private static Object length(Evaluator evaluator, Object value, Arguments arguments) {
        arguments.bind("length");
        int size = evaluator.python().size(value);
        if (size < 0) {
            throw new Fault("a value of type " + Python.typeName(value) + " has no length.");
        }
        return (long) size;
    }

    private static List<Object> sequence(Evaluator evaluator, Object value, String filter) {
        if (value instanceof Generator) {
            throw new Fault(filter + " cannot go backwards through a generator; make a list of it first.");
        }
        return evaluator.python().list(value);
    }

    private static Dict dict(Object value, String filter) {
        Python.checkDefined(value);
        if (value instanceof Dict dict) {
            return dict;
        }
        throw new Fault(filter + " takes a dict, not " + Python.typeName(value) + ".");
    }

    private static Object reverse(Evaluator evaluator, Object value, Arguments arguments) {
        arguments.bind("reverse");
        List<Object> reversed = evaluator.python().list(value).reversed();
        return switch (value) {
            case String s -> evaluator.python().join(reversed, "");
            case Generator generator -> new ArrayList<>(reversed);
            case null, default -> Generator.of(reversed);
        };
    }

    private static Object map(Evaluator evaluator, Object value, Arguments arguments) {
        UnaryOperator<Object> change;
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Arguments.Bound bound = arguments.bind("map", "attribute", "default");
            change = item -> evaluator.attribute(item, bound.get(0), bound.get(1, null));
        } else if (arguments.positional().isEmpty()) {
            throw new Fault("map needs the name of a filter or attribute=.");
        } else {
            String name = name(arguments.positional().getFirst());
            Arguments rest = rest(arguments, 1);
            change = item -> evaluator.filter(name, item, rest);
        }
        return generator(evaluator, Python.truth(value) ? value : List.of(), change, item -> true);
    }

    /** What Python computes item by item is computed at once; templates cannot tell. */
    private static Generator generator(
            Evaluator evaluator, Object value, UnaryOperator<Object> change, Predicate<Object> keep) {
        Iterator<Object> items = evaluator.python().iterate(value);
        List<Object> results = new ArrayList<>();
        while (items.hasNext()) {
            Object item = items.next();
            if (keep.test(item)) {
                results.add(change.apply(item));
            }
        }
        return Generator.of(results);
    }

    private static String name(Object value) {
        if (value instanceof String s) {
            return s;
        }
        throw new Fault("a filter or test is named by a string, not by " + Python.typeName(value) + ".");
    }

    private static Arguments rest(Arguments arguments, int from) {
        List<Object> all = arguments.positional();
        return new Arguments(all.subList(Math.min(from, all.size()), all.size()), arguments.named());
    }

    private static Object select(
            Evaluator evaluator, Object value, Arguments arguments, boolean byAttribute, boolean wanted) {
        int from = byAttribute ? 1 : 0;
        List<Object> given = arguments.positional();
        if (given.size() < from) {
            throw new Fault("selectattr and rejectattr need the name of an attribute.");
        }
        Arguments rest = rest(arguments, from + 1);
        return generator(evaluator, Python.truth(value) ? value : List.of(), item -> item, item -> {
            Object tested = byAttribute ? evaluator.attribute(item, given.getFirst(), null) : item;
            boolean holds =
                    given.size() > from ? evaluator.test(name(given.get(from)), tested, rest) : Python.truth(tested);
            return holds == wanted;
        });
    }

    private static Object sum(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sum", "attribute", "start");
        Object sum = bound.get(1, 0L);
        if (sum instanceof String) {
            throw new Fault("sum adds no strings; use join.");
        }
        for (Iterator<Object> items = evaluator.python().iterate(value); items.hasNext(); ) {
            Object item = items.next();
            Object part = bound.get(0, null) == null ? item : evaluator.attribute(item, bound.get(0), null);
            sum = evaluator.binary(Expr.Operator.ADD, sum, part);
        }
        return sum;
    }

    private static Object extreme(Evaluator evaluator, Object value, Arguments arguments, int sign) {
        Arguments.Bound bound = arguments.bind(sign < 0 ? "min" : "max", "case_sensitive", "attribute");
        Iterator<Object> items = evaluator.python().iterate(value);
        if (!items.hasNext()) {
            return new Undefined("No aggregated item, sequence was empty");
        }
        Object best = items.next();
        while (items.hasNext()) {
            Object next = items.next();
            Object a = key(evaluator, next, bound.get(1, null), bound.truth(0));
            Object b = key(evaluator, best, bound.get(1, null), bound.truth(0));
            if (evaluator.python().compare(a, b, sign < 0 ? "<" : ">") * sign > 0) {
                best = next;
            }
        }
        return best;
    }

    /** What an item is compared by: the attribute if there is one, in small letters unless case counts. */
    static Object key(Evaluator evaluator, Object item, Object attribute, boolean caseSensitive) {
        Object key = attribute == null ? item : evaluator.attribute(item, attribute, null);
        return !caseSensitive && key instanceof String s ? Strings.lower(s) : key;
    }

    private static Object unique(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("unique", "case_sensitive", "attribute");
        Dict seen = new Dict();
        return generator(evaluator, value, item -> item, item -> {
            Object key = key(evaluator, item, bound.get(1, null), bound.truth(0));
            boolean isNew = !seen.contains(key);
            seen.put(key, true);
            return isNew;
        });
    }

    private static Object sort(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sort", "reverse", "case_sensitive", "attribute");
        Object attribute = bound.get(2, null);
        Object[] attributes = attribute instanceof String s ? s.split(",", -1) : new Object[] {attribute};
        return sorted(evaluator, evaluator.python().list(value), bound.truth(0), item -> {
            List<Object> keys = new ArrayList<>();
            for (Object name : attributes) {
                keys.add(key(evaluator, item, name, bound.truth(1)));
            }
            return keys;
        });
    }

    static List<Object> sorted(Evaluator evaluator, List<Object> items, boolean reverse, UnaryOperator<Object> key) {
        record Keyed(Object key, Object item) {}
        evaluator.python().budget().items(items.size());
        List<Keyed> keyed = new ArrayList<>();
        items.forEach(item -> keyed.add(new Keyed(key.apply(item), item)));
        try {
            // Reversed keeps equal items in their order, as in Python.
            keyed.sort((a, b) -> reverse
                    ? evaluator.python().compare(b.key(), a.key(), "<")
                    : evaluator.python().compare(a.key(), b.key(), "<"));
        } catch (IllegalArgumentException e) {
            throw new Fault("these items have no order.");
        }
        List<Object> result = new ArrayList<>();
        keyed.forEach(k -> result.add(k.item()));
        return result;
    }

    private static Object dictSort(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("dictsort", "case_sensitive", "by", "reverse");
        String by = bound.text(1, "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw new Fault("dictsort sorts by key or by value.");
        }
        List<Object> entries = View.items(dict(value, "dictsort")).items();
        return sorted(
                evaluator,
                entries,
                bound.truth(2),
                entry -> key(evaluator, ((Tuple) entry).items().get(by.equals("key") ? 0 : 1), null, bound.truth(0)));
    }
}
