package assay.engine.text.jinja;

import assay.engine.text.jinja.Expr.Operator;
import assay.engine.text.jinja.Expr.Relation;
import assay.engine.text.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Expressions, with the precedence of Jinja: {@code ~} binds tighter than {@code +}, {@code **} leans left. */
final class ExpressionParser {
    private static final int MAX_DEPTH = 100;
    private static final Map<String, Relation> RELATIONS = Map.of(
            "==", Relation.EQUAL,
            "!=", Relation.UNEQUAL,
            "<", Relation.LESS,
            "<=", Relation.LESS_OR_EQUAL,
            ">", Relation.GREATER,
            ">=", Relation.GREATER_OR_EQUAL);
    private static final Map<String, Operator> SUMS = Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
    private static final Map<String, Operator> PRODUCTS =
            Map.of("*", Operator.MULTIPLY, "/", Operator.DIVIDE, "//", Operator.FLOOR_DIVIDE, "%", Operator.MODULO);
    private static final Map<String, Operator> POWERS = Map.of("**", Operator.POWER);
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and", "is");

    private final Tokens tokens;
    private final OperandParser operands;
    private int depth;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        operands = new OperandParser(tokens, this);
    }

    /** All names that were read so far; from now on they are put into another set. */
    Set<String> names(Set<String> next) {
        return operands.names(next);
    }

    Expr expression() {
        return nested(this::condition);
    }

    /** One expression, or several with commas between. */
    Expr tuple() {
        return tuple(this::expression, false);
    }

    /** As {@code tuple}, but an {@code if} behind it belongs to the statement. */
    Expr tupleWithoutCondition() {
        return tuple(() -> nested(this::or), false);
    }

    /** What can be assigned to: names, tuples of them, and attributes of a namespace where {@code attributes} allows. */
    Expr target(boolean attributes) {
        Expr target = tuple(() -> nested(operands::primary), false);
        if (attributes && target instanceof Expr.Name && tokens.skip(".")) {
            return new Expr.Attribute(target, tokens.name());
        }
        checkTarget(target);
        return target;
    }

    private void checkTarget(Expr target) {
        if (target instanceof Expr.TupleOf(List<Expr> items)) {
            items.forEach(this::checkTarget);
        } else if (!(target instanceof Expr.Name)) {
            throw tokens.error("only a name can be assigned to.");
        }
    }

    private Expr nested(Supplier<Expr> parse) {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("an expression is nested more than " + MAX_DEPTH + " deep.");
        }
        Expr result = parse.get();
        depth--;
        return result;
    }

    /** @param parentheses stand around it, so that nothing within is the empty tuple */
    Expr tuple(Supplier<Expr> item, boolean parentheses) {
        List<Expr> items = new ArrayList<>();
        boolean comma = false;
        while (!endsTuple()) {
            items.add(item.get());
            if (!tokens.skip(",")) {
                break;
            }
            comma = true;
        }
        if (!comma && items.size() == 1) {
            return items.getFirst();
        }
        if (!comma && !parentheses) {
            throw tokens.expected("an expression");
        }
        return new Expr.TupleOf(items);
    }

    private boolean endsTuple() {
        return switch (tokens.current().kind()) {
            case PRINT_END, TAG_END -> true;
            case OPERATOR -> tokens.current().is(Kind.OPERATOR, ")");
            case NAME ->
                tokens.current().is(Kind.NAME, "in") || tokens.current().is(Kind.NAME, "recursive");
            case TEXT, PRINT_BEGIN, TAG_BEGIN, STRING, NUMBER, END -> false;
        };
    }

    private Expr condition() {
        Expr result = or();
        while (tokens.skipName("if")) {
            Expr test = or();
            Expr otherwise = tokens.skipName("else") ? nested(this::condition) : null;
            result = new Expr.Conditional(test, result, otherwise);
        }
        return result;
    }

    private Expr or() {
        Expr left = and();
        while (tokens.skipName("or")) {
            left = new Expr.Or(left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = not();
        while (tokens.skipName("and")) {
            left = new Expr.And(left, not());
        }
        return left;
    }

    private Expr not() {
        return tokens.skipName("not") ? new Expr.Not(nested(this::not)) : comparison();
    }

    private Expr comparison() {
        Expr first = sum();
        List<Expr.Comparison> rest = new ArrayList<>();
        for (Relation relation = relation(); relation != null; relation = relation()) {
            rest.add(new Expr.Comparison(relation, sum()));
        }
        return rest.isEmpty() ? first : new Expr.Compare(first, rest);
    }

    /** The relation that stands here, taken; null if none does. */
    private Relation relation() {
        Token token = tokens.current();
        if (token.kind() == Kind.OPERATOR && RELATIONS.containsKey(token.value())) {
            tokens.next();
            return RELATIONS.get(token.value());
        }
        if (tokens.skipName("in")) {
            return Relation.IN;
        }
        if (token.is(Kind.NAME, "not") && tokens.ahead().is(Kind.NAME, "in")) {
            tokens.next();
            tokens.next();
            return Relation.NOT_IN;
        }
        return null;
    }

    private Expr sum() {
        return leftToRight(SUMS, this::concatenation);
    }

    private Expr concatenation() {
        Expr first = product();
        if (!tokens.current().is(Kind.OPERATOR, "~")) {
            return first;
        }
        List<Expr> parts = new ArrayList<>(List.of(first));
        while (tokens.skip("~")) {
            parts.add(product());
        }
        return new Expr.Concat(parts);
    }

    private Expr product() {
        return leftToRight(PRODUCTS, this::power);
    }

    private Expr power() {
        return leftToRight(POWERS, () -> unary(true));
    }

    private Expr leftToRight(Map<String, Operator> operators, Supplier<Expr> operand) {
        Expr left = operand.get();
        while (tokens.current().kind() == Kind.OPERATOR
                && operators.containsKey(tokens.current().value())) {
            Operator operator = operators.get(tokens.next().value());
            left = new Expr.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Expr unary(boolean filtered) {
        Expr result;
        if (tokens.current().is(Kind.OPERATOR, "-") || tokens.current().is(Kind.OPERATOR, "+")) {
            Operator sign = SUMS.get(tokens.next().value());
            result = new Expr.Unary(sign, nested(() -> unary(false)));
        } else {
            result = operands.primary();
        }
        result = operands.postfix(result);
        return filtered ? filtered(result) : result;
    }

    private Expr filtered(Expr start) {
        Expr result = start;
        while (true) {
            if (tokens.skip("|")) {
                result = filter(result);
            } else if (tokens.skipName("is")) {
                result = test(result);
            } else if (tokens.current().is(Kind.OPERATOR, "(")) {
                result = new Expr.Call(result, operands.arguments());
            } else {
                return result;
            }
        }
    }

    /** The filters of a block, the first without its bar. */
    Expr.Filter filters() {
        Expr.Filter filter = filter(null);
        while (tokens.skip("|")) {
            filter = filter(filter);
        }
        return filter;
    }

    private Expr.Filter filter(Expr target) {
        String name = dotted();
        return new Expr.Filter(
                target, name, tokens.current().is(Kind.OPERATOR, "(") ? operands.arguments() : Expr.CallArguments.NONE);
    }

    private String dotted() {
        StringBuilder name = new StringBuilder(tokens.name());
        while (tokens.skip(".")) {
            name.append('.').append(tokens.name());
        }
        return name.toString();
    }

    private Expr test(Expr target) {
        boolean negated = tokens.skipName("not");
        String name = dotted();
        Expr.CallArguments arguments = Expr.CallArguments.NONE;
        if (tokens.current().is(Kind.OPERATOR, "(")) {
            arguments = operands.arguments();
        } else if (beginsOperand()) {
            arguments = new Expr.CallArguments(List.of(operands.postfix(operands.primary())), List.of(), null, null);
        }
        Expr test = new Expr.Test(target, name, arguments);
        return negated ? new Expr.Not(test) : test;
    }

    /** A test may take one argument without parentheses. */
    private boolean beginsOperand() {
        Token token = tokens.current();
        if (token.is(Kind.NAME, "is")) {
            throw tokens.error("tests with 'is' cannot be chained.");
        }
        return switch (token.kind()) {
            case NAME -> !AFTER_TEST.contains(token.value());
            case STRING, NUMBER -> true;
            case OPERATOR -> token.value().equals("[") || token.value().equals("{");
            case TEXT, PRINT_BEGIN, PRINT_END, TAG_BEGIN, TAG_END, END -> false;
        };
    }
}
