package assay.engine.text.jinja;

import assay.engine.text.jinja.Expr.Operator;
import assay.engine.text.jinja.Expr.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of expressions. */
record Evaluator(Python python, Subscripts subscripts) {

    Evaluator(Python python) {
        this(python, new Subscripts(python));
    }

    Object evaluate(Expr expr, Frame frame) {
        python.budget().enter();
        Object value =
                switch (expr) {
                    case Expr.Constant(Object constant) -> constant;
                    case Expr.Name(String name) -> frame.get(name);
                    case Expr.ListOf(List<Expr> items) -> all(items, frame);
                    case Expr.TupleOf(List<Expr> items) -> new Tuple(all(items, frame));
                    case Expr.DictOf dict -> dict(dict, frame);
                    case Expr.Unary(Operator operator, Expr operand) -> sign(operator, evaluate(operand, frame));
                    case Expr.Binary(Operator operator, Expr left, Expr right) ->
                        binary(operator, evaluate(left, frame), evaluate(right, frame));
                    case Expr.Not(Expr operand) -> !Python.truth(evaluate(operand, frame));
                    case Expr.And(Expr left, Expr right) -> {
                        Object first = evaluate(left, frame);
                        yield Python.truth(first) ? evaluate(right, frame) : first;
                    }
                    case Expr.Or(Expr left, Expr right) -> {
                        Object first = evaluate(left, frame);
                        yield Python.truth(first) ? first : evaluate(right, frame);
                    }
                    case Expr.Compare compare -> compare(compare, frame);
                    case Expr.Concat(List<Expr> parts) -> python.join(all(parts, frame), "");
                    case Expr.Conditional conditional -> conditional(conditional, frame);
                    case Expr.Attribute(Expr target, String name) ->
                        subscripts.attribute(evaluate(target, frame), name);
                    case Expr.Item(Expr target, Expr.Slice slice) ->
                        subscripts.slice(
                                evaluate(target, frame),
                                part(slice.from(), frame),
                                part(slice.to(), frame),
                                part(slice.step(), frame));
                    case Expr.Item(Expr target, Expr index) ->
                        subscripts.item(evaluate(target, frame), evaluate(index, frame));
                    case Expr.Slice slice -> throw new Fault("a slice stands alone between brackets.");
                    case Expr.Call(Expr target, Expr.CallArguments arguments) ->
                        call(evaluate(target, frame), arguments(arguments, frame));
                    case Expr.Filter(Expr target, String name, Expr.CallArguments arguments) ->
                        filter(name, evaluate(target, frame), arguments(arguments, frame));
                    case Expr.Test(Expr target, String name, Expr.CallArguments arguments) ->
                        test(name, evaluate(target, frame), arguments(arguments, frame));
                };
        python.budget().leave();
        return value;
    }

    private Object part(Expr expr, Frame frame) {
        return expr == null ? null : evaluate(expr, frame);
    }

    private List<Object> all(List<Expr> exprs, Frame frame) {
        List<Object> values = new ArrayList<>(exprs.size());
        for (Expr expr : exprs) {
            values.add(evaluate(expr, frame));
        }
        return Collections.unmodifiableList(values);
    }

    private Dict dict(Expr.DictOf expr, Frame frame) {
        Dict dict = new Dict();
        for (int i = 0; i < expr.keys().size(); i++) {
            dict.put(evaluate(expr.keys().get(i), frame), evaluate(expr.values().get(i), frame));
        }
        return dict;
    }

    private Object conditional(Expr.Conditional expr, Frame frame) {
        if (Python.truth(evaluate(expr.test(), frame))) {
            return evaluate(expr.then(), frame);
        }
        return expr.otherwise() == null
                ? new Undefined("the inline if-expression evaluated to false and no else section was defined")
                : evaluate(expr.otherwise(), frame);
    }

    private boolean compare(Expr.Compare expr, Frame frame) {
        Object left = evaluate(expr.first(), frame);
        for (Expr.Comparison next : expr.rest()) {
            Object right = evaluate(next.operand(), frame);
            if (!related(next.relation(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    boolean related(Relation relation, Object left, Object right) {
        boolean nan = Numbers.isNan(left) || Numbers.isNan(right);
        return switch (relation) {
            case EQUAL -> python.equal(left, right);
            case UNEQUAL -> !python.equal(left, right);
            case LESS -> !nan && python.compare(left, right, "<") < 0;
            case LESS_OR_EQUAL -> !nan && python.compare(left, right, "<=") <= 0;
            case GREATER -> !nan && python.compare(left, right, ">") > 0;
            case GREATER_OR_EQUAL -> !nan && python.compare(left, right, ">=") >= 0;
            case IN -> python.contains(right, left);
            case NOT_IN -> !python.contains(right, left);
        };
    }

    private Object sign(Operator operator, Object value) {
        Python.checkDefined(value);
        if (!Numbers.is(value)) {
            throw new Fault("a sign needs a number, not " + Python.typeName(value) + ".");
        }
        return operator == Operator.SUBTRACT ? Numbers.negate(value) : Numbers.apply(Operator.ADD, value, 0L);
    }

    Object binary(Operator operator, Object left, Object right) {
        if (Numbers.is(left) && Numbers.is(right)) {
            return Numbers.apply(operator, left, right);
        }
        // A text takes an undefined value in as any other where '%' formats it.
        if (operator == Operator.MODULO && left instanceof String format) {
            return Format.percent(python, format, right);
        }
        Python.checkDefined(left);
        Python.checkDefined(right);
        if (operator == Operator.ADD) {
            if (left instanceof String a && right instanceof String b) {
                python.budget().text((long) a.length() + b.length());
                return a + b;
            }
            if (left instanceof List<?> a && right instanceof List<?> b) {
                return joined(a, b);
            }
            if (left instanceof Tuple(List<Object> a) && right instanceof Tuple(List<Object> b)) {
                return new Tuple(joined(a, b));
            }
        }
        if (operator == Operator.MULTIPLY && Numbers.isWhole(right)) {
            return repeated(left, right);
        }
        if (operator == Operator.MULTIPLY && Numbers.isWhole(left)) {
            return repeated(right, left);
        }
        throw unsupported(operator, left, right);
    }

    private static Fault unsupported(Operator operator, Object left, Object right) {
        return new Fault("'" + operator.sign() + "' does not work on " + Python.typeName(left) + " and "
                + Python.typeName(right) + ".");
    }

    private List<Object> joined(List<?> a, List<?> b) {
        python.budget().items((long) a.size() + b.size());
        List<Object> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private Object repeated(Object value, Object count) {
        long times = Numbers.whole(count).signum() <= 0
                ? 0
                : Numbers.whole(count).bitLength() > 31
                        ? Integer.MAX_VALUE
                        : Numbers.whole(count).longValue();
        switch (value) {
            case String s -> {
                python.budget().text(s.length() * times);
                return s.repeat((int) (s.isEmpty() ? 0 : times));
            }
            case List<?> list -> {
                return repeatedItems(list, times);
            }
            case Tuple(List<Object> items) -> {
                return new Tuple(repeatedItems(items, times));
            }
            case null, default -> throw unsupported(Operator.MULTIPLY, value, count);
        }
    }

    private List<Object> repeatedItems(List<?> items, long times) {
        python.budget().items(items.size() * times);
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < times && !items.isEmpty(); i++) {
            all.addAll(items);
        }
        return all;
    }

    Object call(Object target, Arguments arguments) {
        Python.checkDefined(target);
        if (!(target instanceof Callable callable)) {
            throw new Fault("a value of type " + Python.typeName(target) + " cannot be called.");
        }
        return callable.call(arguments);
    }

    Arguments arguments(Expr.CallArguments expr, Frame frame) {
        if (expr == Expr.CallArguments.NONE) {
            return Arguments.NONE;
        }
        List<Object> positional = new ArrayList<>(all(expr.positional(), frame));
        if (expr.star() != null) {
            positional.addAll(python.list(evaluate(expr.star(), frame)));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Expr.Named argument : expr.named()) {
            named.put(argument.name(), evaluate(argument.value(), frame));
        }
        if (expr.starStar() != null) {
            if (!(evaluate(expr.starStar(), frame) instanceof Dict dict)) {
                throw new Fault("'**' spreads a dict.");
            }
            dict.entries().forEach(entry -> named.put(python.str(entry.key()), entry.value()));
        }
        return new Arguments(positional, named);
    }

    Object filter(String name, Object value, Arguments arguments) {
        Filter filter = Filters.ALL.get(name);
        if (filter == null) {
            throw new Fault("there is no filter named '" + name + "'.");
        }
        charge(value, arguments);
        return filter.apply(this, value, arguments);
    }

    private void charge(Object value, Arguments arguments) {
        python.budget().step();
        python.budget().touch(value);
        arguments.positional().forEach(python.budget()::touch);
    }

    boolean test(String name, Object value, Arguments arguments) {
        Tests.Test test = Tests.ALL.get(name);
        if (test == null) {
            throw new Fault("there is no test named '" + name + "'.");
        }
        charge(value, arguments);
        return test.holds(this, value, arguments);
    }

    /** The item at a path such as {@code function.name} or an index; {@code missing} replaces what is undefined. */
    Object attribute(Object item, Object path, Object missing) {
        Object value = item;
        for (Object part : path instanceof String s ? (Object[]) s.split("\\.", -1) : new Object[] {path}) {
            boolean index = part instanceof String s
                    && s.length() < 10
                    && !s.isEmpty()
                    && s.chars().allMatch(Character::isDigit);
            value = subscripts.item(value, index ? Long.valueOf((String) part) : part);
            if (missing != null && value instanceof Undefined) {
                value = missing;
            }
        }
        return value;
    }
}
