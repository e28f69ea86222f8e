package assay.engine.text.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * What Python's built-in operations do with the values of a template.
 *
 * <p>Values: null for None, Boolean, Long or BigInteger, Double, String, List, {@link Tuple}, {@link Dict}, {@link Range},
 * {@link View}, {@link Generator}, {@link Undefined}, {@link Attributed}, {@link Callable}.
 */
record Python(Budget budget) {

    static String typeName(Object value) {
        return switch (value) {
            case null -> "NoneType";
            case Boolean b -> "bool";
            case Long n -> "int";
            case BigInteger n -> "int";
            case Double x -> "float";
            case String s -> "str";
            case List<?> list -> "list";
            case Tuple tuple -> "tuple";
            case Dict dict -> "dict";
            case Range range -> "range";
            case View view -> view.name();
            case Generator generator -> "generator";
            case Undefined undefined -> "Undefined";
            case Attributed attributed -> attributed.typeName();
            default -> "function";
        };
    }

    static boolean truth(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean b -> b;
            case Long n -> n != 0;
            case Double x -> x != 0;
            case String s -> !s.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case Dict dict -> dict.size() > 0;
            case Range range -> range.length() > 0;
            case View view -> !view.items().isEmpty();
            case Undefined undefined -> false;
            default -> true;
        };
    }

    /** {@code str(value)}. */
    String str(Object value) {
        return switch (value) {
            case String s -> s;
            case Undefined undefined -> "";
            case null, default -> repr(value);
        };
    }

    /** {@code repr(value)}. */
    String repr(Object value) {
        return Repr.of(value, budget);
    }

    boolean equal(Object a, Object b) {
        if (a == b && !Numbers.isNan(a)) {
            return true;
        }
        budget.enter();
        boolean result;
        if (Numbers.is(a) && Numbers.is(b)) {
            result = Numbers.equal(a, b);
        } else {
            result = switch (a) {
                case null -> false;
                case List<?> list -> b instanceof List<?> other && equalItems(list, other);
                case Tuple(List<Object> items) -> b instanceof Tuple(List<Object> others) && equalItems(items, others);
                case Dict dict -> b instanceof Dict other && equalEntries(dict, other);
                case String s -> {
                    budget.text(s.length());
                    yield s.equals(b);
                }
                case Range range -> b instanceof Range other && range.sameNumbers(other);
                case View view ->
                    b instanceof View other
                            && view.name().equals(other.name())
                            && equalItems(view.items(), other.items());
                case Undefined undefined -> b instanceof Undefined;
                default -> false;
            };
        }
        budget.leave();
        return result;
    }

    private boolean equalItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equalEntries(Dict a, Dict b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Dict.Entry entry : a.entries()) {
            Dict.Entry other = b.get(entry.key());
            if (other == null || !equal(entry.value(), other.value())) {
                return false;
            }
        }
        return true;
    }

    /** The order of two values, of which there is none between kinds; {@code sign} is for the message. */
    int compare(Object a, Object b, String sign) {
        budget.enter();
        int result;
        if (Numbers.is(a) && Numbers.is(b)) {
            result = Numbers.compare(a, b);
        } else if (a instanceof String x && b instanceof String y) {
            budget.text(Math.min(x.length(), y.length()));
            result = Strings.compare(x, y);
        } else if (a instanceof List<?> x && b instanceof List<?> y) {
            result = compareItems(x, y, sign);
        } else if (a instanceof Tuple(List<Object> x) && b instanceof Tuple(List<Object> y)) {
            result = compareItems(x, y, sign);
        } else {
            checkDefined(a);
            checkDefined(b);
            throw new Fault("'" + sign + "' does not compare " + typeName(a) + " with " + typeName(b) + ".");
        }
        budget.leave();
        return result;
    }

    private int compareItems(List<?> a, List<?> b, String sign) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return compare(a.get(i), b.get(i), sign);
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    static void checkDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.fault();
        }
    }

    boolean contains(Object container, Object item) {
        return switch (container) {
            case String text -> {
                checkDefined(item);
                if (!(item instanceof String part)) {
                    throw new Fault("'in' looks for a string in a string, not for " + typeName(item) + ".");
                }
                budget.search(text.length(), part.length());
                yield text.contains(part);
            }
            case Dict dict -> dict.contains(item);
            case null, default -> {
                for (Iterator<Object> items = iterate(container); items.hasNext(); ) {
                    if (equal(items.next(), item)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    boolean isIterable(Object value) {
        return switch (value) {
            case null -> false;
            case String s -> true;
            case List<?> list -> true;
            case Tuple tuple -> true;
            case Dict dict -> true;
            case Range range -> true;
            case View view -> true;
            case Generator generator -> true;
            case Undefined undefined -> true;
            case Group group -> true;
            default -> false;
        };
    }

    Iterator<Object> iterate(Object value) {
        Iterator<Object> items = value instanceof Generator(Iterator<Object> left)
                ? left
                : list(value).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Object next() {
                budget.step();
                return items.next();
            }
        };
    }

    /** The items of an iterable value; reads a generator to its end. */
    List<Object> list(Object value) {
        return switch (value) {
            case List<?> list -> Collections.unmodifiableList(list);
            case Tuple(List<Object> items) -> items;
            case Dict dict -> {
                budget.items(dict.size());
                yield View.keys(dict).items();
            }
            case View view -> view.items();
            case Range range -> {
                budget.items(range.length());
                yield range.items();
            }
            case Group group -> group.items();
            case String s -> {
                budget.items(s.length());
                yield Strings.characters(s);
            }
            case Undefined undefined -> List.of();
            case Generator(Iterator<Object> items) -> {
                List<Object> list = new ArrayList<>();
                items.forEachRemaining(list::add);
                yield list;
            }
            case null, default -> throw new Fault("a value of type " + typeName(value) + " cannot be iterated over.");
        };
    }

    /** The length, -1 if there is none. */
    int size(Object value) {
        return switch (value) {
            case String s -> {
                budget.text(s.length());
                yield Strings.length(s);
            }
            case List<?> list -> list.size();
            case Tuple(List<Object> items) -> items.size();
            case Dict dict -> dict.size();
            case View view -> view.items().size();
            case Range range -> range.length();
            case Group group -> 2;
            case Undefined undefined -> 0;
            case null, default -> -1;
        };
    }

    /** Turns what {@code a | f} or {@code a ~ b} got into text, within bounds. */
    String join(List<Object> parts, String separator) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Object part : parts) {
            out.append(first ? "" : separator).append(str(part));
            first = false;
            budget.limit(out.length());
        }
        budget.text(out.length());
        return out.toString();
    }
}
