package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import assay.engine.text.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statements of a template; expressions are read by {@link ExpressionParser}. */
final class Parser {
    private static final String TAGS = "if, for, set, macro, call, filter, with, generation, break, continue and raw";
    private static final int MAX_DEPTH = 60;

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private int depth;
    private int loops;

    private Parser(Tokens tokens) {
        this.tokens = tokens;
        expressions = new ExpressionParser(tokens);
    }

    /** The statements of a template. */
    static List<Stmt> parse(String template) {
        Parser parser = new Parser(new Tokens(new Lexer(template).tokens()));
        return parser.body(Set.of());
    }

    /** Statements up to one of these tags, whose name is then the current token; to the end if there are none. */
    private List<Stmt> body(Set<String> ends) {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("blocks are nested more than " + MAX_DEPTH + " deep.");
        }
        List<Stmt> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            switch (token.kind()) {
                case TEXT -> statements.add(new Stmt.Text((String) token.value(), token.line()));
                case PRINT_BEGIN -> {
                    statements.add(new Stmt.Print(expressions.tuple(), token.line()));
                    tokens.expect(Kind.PRINT_END, "'}}'");
                }
                case TAG_BEGIN -> {
                    Token name = tokens.current();
                    if (name.kind() == Kind.NAME && ends.contains(name.value())) {
                        depth--;
                        return statements;
                    }
                    statements.add(tag());
                    tokens.expect(Kind.TAG_END, "'%}'");
                }
                case END -> {
                    if (!ends.isEmpty()) {
                        throw tokens.error("the template ends where " + String.join(" or ", ends) + " was expected.");
                    }
                    depth--;
                    return statements;
                }
                case PRINT_END, TAG_END, NAME, STRING, NUMBER, OPERATOR ->
                    throw new TemplateException("unexpected " + token.shown() + ".", token.line());
            }
        }
    }

    /** A block's body, its end tag included except for the closing bracket. */
    private List<Stmt> block(String end) {
        tokens.expect(Kind.TAG_END, "'%}'");
        List<Stmt> body = body(Set.of(end));
        tokens.next();
        return body;
    }

    private Stmt tag() {
        Token tag = tokens.next();
        int line = tag.line();
        if (tag.kind() != Kind.NAME) {
            throw new TemplateException("a tag begins with a name, not with " + tag.shown() + ".", line);
        }
        return switch ((String) tag.value()) {
            case "if" -> ifTag(line);
            case "for" -> forTag(line);
            case "set" -> setTag(line);
            case "macro" -> {
                String name = tokens.name();
                Stmt.Signature signature = signature();
                List<Stmt> body = unlooped("endmacro", signature.uses());
                yield new Stmt.DefineMacro(name, signature, body, line);
            }
            case "call" -> callTag(line);
            case "filter" -> {
                Expr.Filter filter = expressions.filters();
                yield new Stmt.FilterBlock(filter, block("endfilter"), line);
            }
            case "with" -> withTag(line);
            case "generation" -> new Stmt.Marked(block("endgeneration"), line);
            case "break", "continue" -> {
                if (loops == 0) {
                    throw new TemplateException("'" + tag.value() + "' stands outside a loop.", line);
                }
                yield tag.value().equals("break") ? new Stmt.Break(line) : new Stmt.Continue(line);
            }
            default ->
                throw new TemplateException(
                        "the tag '" + tag.value() + "' is not known here; supported are " + TAGS + ".", line);
        };
    }

    private Stmt ifTag(int line) {
        List<Stmt.Branch> branches = new ArrayList<>();
        Expr test = expressions.tupleWithoutCondition();
        while (true) {
            tokens.expect(Kind.TAG_END, "'%}'");
            branches.add(new Stmt.Branch(test, body(Set.of("elif", "else", "endif"))));
            switch ((String) tokens.next().value()) {
                case "elif" -> test = expressions.tupleWithoutCondition();
                case "else" -> {
                    return new Stmt.If(branches, block("endif"), line);
                }
                default -> {
                    return new Stmt.If(branches, List.of(), line);
                }
            }
        }
    }

    private Stmt forTag(int line) {
        Expr target = expressions.target(false);
        if (target.equals(new Expr.Name("loop"))) {
            throw new TemplateException("a for statement sets 'loop' itself; take another name.", line);
        }
        tokens.expectName("in");
        Expr items = expressions.tupleWithoutCondition();
        Expr test = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        tokens.expect(Kind.TAG_END, "'%}'");
        loops++;
        List<Stmt> body = body(Set.of("else", "endfor"));
        loops--;
        List<Stmt> otherwise = tokens.next().value().equals("else") ? block("endfor") : List.of();
        return new Stmt.For(target, items, test, recursive, body, otherwise, line);
    }

    private Stmt setTag(int line) {
        Expr target = expressions.target(true);
        if (tokens.skip("=")) {
            return new Stmt.Assign(target, expressions.tuple(), line);
        }
        Expr.Filter filter = tokens.skip("|") ? expressions.filters() : null;
        return new Stmt.AssignBlock(target, filter, block("endset"), line);
    }

    private Stmt callTag(int line) {
        Stmt.Signature signature = tokens.current().is(Kind.OPERATOR, "(")
                ? signature()
                : new Stmt.Signature(List.of(), List.of(), new HashSet<>());
        if (!(expressions.expression() instanceof Expr.Call call)) {
            throw new TemplateException("'call' must be followed by a call.", line);
        }
        return new Stmt.CallBlock(signature, call, unlooped("endcall", signature.uses()), line);
    }

    private Stmt withTag(int line) {
        List<Expr> targets = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        while (tokens.current().kind() != Kind.TAG_END) {
            if (!targets.isEmpty()) {
                tokens.expect(",");
            }
            targets.add(expressions.target(false));
            tokens.expect("=");
            values.add(expressions.expression());
        }
        return new Stmt.With(targets, values, block("endwith"), line);
    }

    /** The body of a block that is called from elsewhere, so that a loop around it does not count. */
    private List<Stmt> unlooped(String end, Set<String> uses) {
        int outer = loops;
        loops = 0;
        Set<String> around = expressions.names(uses);
        List<Stmt> body = block(end);
        around.addAll(expressions.names(around));
        loops = outer;
        return body;
    }

    private Stmt.Signature signature() {
        List<String> parameters = new ArrayList<>();
        List<Expr> defaults = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
            }
            parameters.add(tokens.name());
            if (tokens.skip("=")) {
                defaults.add(expressions.expression());
            } else if (!defaults.isEmpty()) {
                throw tokens.error("a parameter without default follows one with a default.");
            }
        }
        return new Stmt.Signature(parameters, defaults, new HashSet<>());
    }
}
