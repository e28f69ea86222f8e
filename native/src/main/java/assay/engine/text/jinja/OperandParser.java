package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import assay.engine.text.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What operators stand between: literals and names, with their attributes, subscripts and calls. */
final class OperandParser {
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private Set<String> names = new HashSet<>();

    OperandParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** All names that were read so far; from now on they are put into another set. */
    Set<String> names(Set<String> next) {
        Set<String> before = names;
        names = next;
        return before;
    }

    Expr primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME ->
                switch ((String) token.value()) {
                    case "true", "True" -> new Expr.Constant(true);
                    case "false", "False" -> new Expr.Constant(false);
                    case "none", "None" -> new Expr.Constant(null);
                    default -> {
                        names.add((String) token.value());
                        yield new Expr.Name((String) token.value());
                    }
                };
            case STRING -> {
                StringBuilder text = new StringBuilder((String) token.value());
                while (tokens.current().kind() == Kind.STRING) {
                    text.append(tokens.next().value());
                }
                yield new Expr.Constant(text.toString());
            }
            case NUMBER -> new Expr.Constant(token.value());
            case OPERATOR ->
                switch ((String) token.value()) {
                    case "(" -> {
                        Expr inner = expressions.tuple(expressions::expression, true);
                        tokens.expect(")");
                        yield inner;
                    }
                    case "[" -> list();
                    case "{" -> dict();
                    default -> throw unexpected(token);
                };
            case TEXT, PRINT_BEGIN, PRINT_END, TAG_BEGIN, TAG_END, END -> throw unexpected(token);
        };
    }

    private TemplateException unexpected(Token token) {
        return new TemplateException("unexpected " + token.shown() + ".", token.line());
    }

    private Expr list() {
        List<Expr> items = new ArrayList<>();
        while (!tokens.skip("]")) {
            if (!items.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip("]")) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return new Expr.ListOf(items);
    }

    private Expr dict() {
        List<Expr> keys = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (!tokens.skip("}")) {
            if (!keys.isEmpty()) {
                tokens.expect(",");
                if (tokens.skip("}")) {
                    break;
                }
            }
            keys.add(expressions.expression());
            tokens.expect(":");
            values.add(expressions.expression());
        }
        return new Expr.DictOf(keys, values);
    }

    Expr postfix(Expr start) {
        Expr result = start;
        while (tokens.current().kind() == Kind.OPERATOR) {
            if (tokens.skip(".")) {
                Token name = tokens.next();
                if (name.kind() == Kind.NAME) {
                    result = new Expr.Attribute(result, (String) name.value());
                } else if (name.value() instanceof Long) {
                    result = new Expr.Item(result, new Expr.Constant(name.value()));
                } else {
                    throw unexpected(name);
                }
            } else if (tokens.skip("[")) {
                result = new Expr.Item(result, subscript());
            } else if (tokens.current().is(Kind.OPERATOR, "(")) {
                result = new Expr.Call(result, arguments());
            } else {
                break;
            }
        }
        return result;
    }

    private Expr subscript() {
        List<Expr> parts = new ArrayList<>();
        while (!tokens.skip("]")) {
            if (!parts.isEmpty()) {
                tokens.expect(",");
            }
            parts.add(slice());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expr.TupleOf(parts);
    }

    private Expr slice() {
        Expr from = null;
        if (!tokens.skip(":")) {
            from = expressions.expression();
            if (!tokens.skip(":")) {
                return from;
            }
        }
        Expr to = slicePart();
        Expr step = tokens.skip(":") ? slicePart() : null;
        return new Expr.Slice(from, to, step);
    }

    private Expr slicePart() {
        Token token = tokens.current();
        boolean absent = token.is(Kind.OPERATOR, ":") || token.is(Kind.OPERATOR, "]") || token.is(Kind.OPERATOR, ",");
        return absent ? null : expressions.expression();
    }

    Expr.CallArguments arguments() {
        List<Expr> positional = new ArrayList<>();
        List<Expr.Named> named = new ArrayList<>();
        Expr star = null;
        Expr starStar = null;
        tokens.expect("(");
        boolean first = true;
        while (!tokens.skip(")")) {
            if (!first) {
                tokens.expect(",");
                if (tokens.skip(")")) {
                    break;
                }
            }
            first = false;
            if (star == null && starStar == null && tokens.skip("*")) {
                star = expressions.expression();
            } else if (starStar == null && tokens.skip("**")) {
                starStar = expressions.expression();
            } else if (starStar == null
                    && tokens.current().kind() == Kind.NAME
                    && tokens.ahead().is(Kind.OPERATOR, "=")) {
                String name = tokens.name();
                tokens.expect("=");
                named.add(new Expr.Named(name, expressions.expression()));
            } else if (star == null && starStar == null && named.isEmpty()) {
                positional.add(expressions.expression());
            } else {
                throw tokens.error("a positional argument stands behind a named or spread one.");
            }
        }
        return new Expr.CallArguments(positional, named, star, starStar);
    }
}
