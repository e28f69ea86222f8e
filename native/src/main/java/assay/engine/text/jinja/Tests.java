package assay.engine.text.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All tests by name: {@code value is name(arguments)}. */
final class Tests {
    static final Map<String, Test> ALL = all();

    private Tests() {}

    /** What a test asks of a value. */
    @FunctionalInterface
    interface Test {
        boolean holds(Evaluator evaluator, Object value, Arguments arguments);
    }

    private static Map<String, Test> all() {
        Map<String, Test> all = new HashMap<>();
        plain(all, "defined", value -> !(value instanceof Undefined));
        plain(all, "undefined", value -> value instanceof Undefined);
        plain(all, "none", value -> value == null);
        plain(all, "boolean", value -> value instanceof Boolean);
        plain(all, "true", value -> value instanceof Boolean b && b);
        plain(all, "false", value -> value instanceof Boolean b && !b);
        plain(all, "integer", value -> Numbers.isWhole(value) && !(value instanceof Boolean));
        plain(all, "float", value -> value instanceof Double);
        plain(all, "number", Numbers::is);
        plain(all, "string", value -> value instanceof String);
        plain(all, "mapping", value -> value instanceof Dict);
        plain(all, "callable", value -> value instanceof Callable || value instanceof Undefined);
        plain(all, "escaped", value -> false);
        plain(
                all,
                "sequence",
                value -> value instanceof String
                        || value instanceof List
                        || value instanceof Tuple
                        || value instanceof Dict
                        || value instanceof Range
                        || value instanceof Undefined);
        all.put("iterable", (evaluator, value, arguments) -> evaluator.python().isIterable(value));
        all.put(
                "lower",
                (evaluator, value, arguments) ->
                        StringMethods.isLower(evaluator.python().str(value)));
        all.put(
                "upper",
                (evaluator, value, arguments) ->
                        StringMethods.isUpper(evaluator.python().str(value)));
        all.put("odd", (evaluator, value, arguments) -> rest(evaluator, value, 2L, 1L));
        all.put("even", (evaluator, value, arguments) -> rest(evaluator, value, 2L, 0L));
        all.put(
                "divisibleby",
                (evaluator, value, arguments) -> rest(
                        evaluator, value, arguments.bind("divisibleby", "num").get(0), 0L));
        all.put(
                "sameas",
                (evaluator, value, arguments) ->
                        same(value, arguments.bind("sameas", "other").get(0)));
        all.put("filter", (evaluator, value, arguments) -> value instanceof String s && Filters.ALL.containsKey(s));
        all.put("test", (evaluator, value, arguments) -> value instanceof String s && all.containsKey(s));
        relation(all, Expr.Relation.EQUAL, "==", "eq", "equalto");
        relation(all, Expr.Relation.UNEQUAL, "!=", "ne");
        relation(all, Expr.Relation.GREATER, ">", "gt", "greaterthan");
        relation(all, Expr.Relation.GREATER_OR_EQUAL, ">=", "ge");
        relation(all, Expr.Relation.LESS, "<", "lt", "lessthan");
        relation(all, Expr.Relation.LESS_OR_EQUAL, "<=", "le");
        relation(all, Expr.Relation.IN, "in");
        return all;
    }

    private static void plain(Map<String, Test> all, String name, Predicate<Object> test) {
        all.put(name, (evaluator, value, arguments) -> {
            arguments.bind(name);
            return test.test(value);
        });
    }

    private static void relation(Map<String, Test> all, Expr.Relation relation, String... names) {
        for (String name : names) {
            all.put(
                    name,
                    (evaluator, value, arguments) -> evaluator.related(
                            relation, value, arguments.bind(name, "other").get(0)));
        }
    }

    private static boolean rest(Evaluator evaluator, Object value, Object divisor, Object rest) {
        return evaluator.python().equal(evaluator.binary(Expr.Operator.MODULO, value, divisor), rest);
    }

    private static boolean same(Object a, Object b) {
        boolean values = a instanceof Boolean || a instanceof Long || a instanceof String;
        return a == b || values && a.equals(b);
    }
}
