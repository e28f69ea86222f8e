package assay.grammar;

import assay.grammar.AssayParser.*;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Expr.BinaryOp;
import assay.grammar.ast.Expr.UnaryOp;
import assay.grammar.ast.Name;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Expressions of ANTLR's tree as our own. {@code depth} is how many nodes of the result stand above the one that is made. */
final class ExprToAst {
    /** A tree is never deeper, so that whoever walks it may recurse. */
    static final int DEEPEST = 500;

    private final Source source;
    private final Problems problems;
    private final TreeToAst statements;

    ExprToAst(Source source, Problems problems, TreeToAst statements) {
        this.source = source;
        this.problems = problems;
        this.statements = statements;
    }

    /** The expression that any of the rules from {@code value} to {@code primary} has read. */
    Expr expr(ParserRuleContext context, int depth) {
        ParserRuleContext at = context;
        while (at.getChildCount() == 1 && at.getChild(0) instanceof ParserRuleContext child) at = child;
        return switch (at) {
            case PhraseContext c -> new Expr.Experiment(statements.phrase(c, depth + 1));
            case SubjectContext c -> expr(c.expr(), depth);
            case ExprContext c -> each(c, depth);
            case TableContext c -> table(c, depth);
            case EitherContext c -> chain(c, depth);
            case BothContext c -> chain(c, depth);
            case SumContext c -> chain(c, depth);
            case ProductContext c -> chain(c, depth);
            case NegationContext c -> prefixed(c, UnaryOp.NOT, depth);
            case SignedContext c -> prefixed(c, UnaryOp.NEGATE, depth);
            case ComparisonContext c -> comparison(c, depth);
            case RangeContext c -> range(c, depth);
            case PairContext c -> pair(c.postfix(), depth);
            case PostfixContext c -> postfix(c, depth);
            case PrimaryContext c -> primary(c, depth);
            case ListContext c -> new Expr.ListOf(exprs(c.expr(), depth + 1), span(c));
            case RecordContext c -> new Expr.RecordOf(entries(c, depth), span(c));
            case TextContext c -> text(c);
            default -> throw new IllegalStateException(at.getClass().getSimpleName());
        };
    }

    private Expr each(ExprContext context, int depth) {
        List<TableContext> parts = context.table();
        int top = depth + parts.size() - 1;
        if (tooDeep(context, top)) return missing(context);
        Expr body = expr(parts.getFirst(), top);
        for (int i = 1; i < parts.size(); i++) {
            Expr items = expr(parts.get(i), top - i + 1);
            body = new Expr.Each(
                    body, name(context.NAME(i - 1)), items, body.span().to(items.span()));
        }
        return body;
    }

    private Expr table(TableContext context, int depth) {
        List<QueryContext> queries = context.query();
        int top = depth + queries.size();
        if (tooDeep(context, top)) return missing(context);
        Expr table = expr(context.either(), top);
        for (int i = 0; i < queries.size(); i++) {
            QueryContext query = queries.get(i);
            Span span = table.span().to(span(query));
            if (query.WHERE() != null) table = new Expr.Where(table, expr(query.either(), top - i), span);
            else if (query.SORT() != null)
                table = new Expr.SortBy(table, name(query.NAME()), query.DOWN() != null, span);
            else table = new Expr.GroupBy(table, name(query.NAME()), span);
        }
        return table;
    }

    /** Operands with operators of one rank between them, read from the left. */
    private Expr chain(ParserRuleContext context, int depth) {
        int operators = context.getChildCount() / 2;
        int top = depth + operators;
        if (tooDeep(context, top)) return missing(context);
        Expr left = expr((ParserRuleContext) context.getChild(0), top);
        for (int i = 1; i <= operators; i++) {
            BinaryOp op = operator((TerminalNode) context.getChild(2 * i - 1));
            Expr right = expr((ParserRuleContext) context.getChild(2 * i), top - i + 1);
            left = new Expr.Binary(op, left, right, left.span().to(right.span()));
        }
        return left;
    }

    private static BinaryOp operator(TerminalNode node) {
        return switch (node.getSymbol().getType()) {
            case AssayParser.OR -> BinaryOp.OR;
            case AssayParser.AND -> BinaryOp.AND;
            case AssayParser.EQUAL -> BinaryOp.EQUAL;
            case AssayParser.UNEQUAL -> BinaryOp.UNEQUAL;
            case AssayParser.BELOW -> BinaryOp.LESS;
            case AssayParser.AT_MOST -> BinaryOp.AT_MOST;
            case AssayParser.ABOVE -> BinaryOp.MORE;
            case AssayParser.AT_LEAST -> BinaryOp.AT_LEAST;
            case AssayParser.IN -> BinaryOp.IN;
            case AssayParser.PLUS -> BinaryOp.PLUS;
            case AssayParser.MINUS, AssayParser.SIGN -> BinaryOp.MINUS;
            case AssayParser.TIMES -> BinaryOp.TIMES;
            case AssayParser.DIVIDE -> BinaryOp.DIVIDE;
            case AssayParser.REMAINDER -> BinaryOp.REMAINDER;
            default -> throw new IllegalStateException(node.getText());
        };
    }

    private Expr prefixed(ParserRuleContext context, UnaryOp op, int depth) {
        int signs = context.getChildCount() - 1;
        if (tooDeep(context, depth + signs)) return missing(context);
        Expr expr = expr((ParserRuleContext) context.getChild(signs), depth + signs);
        for (int i = signs - 1; i >= 0; i--) {
            Token sign = ((TerminalNode) context.getChild(i)).getSymbol();
            expr = op == UnaryOp.NEGATE
                    ? negate(sign, expr)
                    : new Expr.Unary(op, expr, Tokens.span(sign).to(expr.span()));
        }
        return expr;
    }

    /** {@code -1} is a number, {@code -x} and {@code - 1} are not. */
    static Expr negate(Token sign, Expr expr) {
        Span span = Tokens.span(sign).to(expr.span());
        boolean touches = sign.getStopIndex() + 1 == expr.span().start();
        return expr instanceof Expr.Number(double value, String text, Span _)
                        && value >= 0
                        && touches
                        && !text.startsWith("-")
                ? new Expr.Number(-value, "-" + text, span)
                : new Expr.Unary(UnaryOp.NEGATE, expr, span);
    }

    private Expr comparison(ComparisonContext context, int depth) {
        Expr left = expr(context.range(0), depth + 1);
        Expr right = expr(context.range(1), depth + 1);
        Span span = left.span().to(right.span());
        if (context.compare() != null)
            return new Expr.Binary(operator((TerminalNode) context.compare().getChild(0)), left, right, span);
        Optional<Expr> within = Optional.ofNullable(context.range(2)).map(range -> expr(range, depth + 1));
        return new Expr.About(
                left, right, within, within.map(expr -> span.to(expr.span())).orElse(span));
    }

    private Expr range(RangeContext context, int depth) {
        Expr from = expr(context.sum(0), depth + 1);
        Expr to = expr(context.sum(1), depth + 1);
        return new Expr.Range(from, to, from.span().to(to.span()));
    }

    Expr pair(List<PostfixContext> ends, int depth) {
        if (ends.size() == 1) return expr(ends.getFirst(), depth);
        Expr from = expr(ends.getFirst(), depth + 1);
        Expr to = expr(ends.get(1), depth + 1);
        return new Expr.Pair(from, to, from.span().to(to.span()));
    }

    private Expr postfix(PostfixContext context, int depth) {
        List<SuffixContext> suffixes = context.suffix();
        int top = depth + suffixes.size();
        if (tooDeep(context, top)) return missing(context);
        Expr target = expr(context.primary(), top);
        for (int i = 0; i < suffixes.size(); i++) {
            SuffixContext suffix = suffixes.get(i);
            Span span = target.span().to(span(suffix));
            if (suffix.DOT() != null) target = new Expr.Field(target, name(suffix.NAME()), span);
            else if (suffix.INDEX_OPEN() != null) target = new Expr.Index(target, expr(suffix.expr(), top - i), span);
            else target = call(target, suffix, span, top - i);
        }
        return target;
    }

    private Expr call(Expr target, SuffixContext suffix, Span span, int depth) {
        if (target instanceof Expr.Ref(Name function)) return new Expr.Call(function, arguments(suffix, depth), span);
        String example = target instanceof Expr.Field(Expr value, Name name, Span _)
                ? "write `" + name.text() + "(" + Habits.brief(text(value.span()))
                        + (suffix.argument().isEmpty() ? "" : ", ...") + ")`"
                : "write `NAME(...)`";
        problems.error(source, span(suffix), "only a name can be called", example);
        return new Expr.Missing(span);
    }

    private List<Expr.Argument> arguments(SuffixContext suffix, int depth) {
        return suffix.argument().stream()
                .map(argument -> new Expr.Argument(
                        Optional.ofNullable(argument.NAME()).map(this::name), expr(argument.value(), depth)))
                .toList();
    }

    private Expr primary(PrimaryContext context, int depth) {
        Span span = span(context);
        return switch (context.getStart().getType()) {
            case AssayParser.NUMBER -> number(text(span), span);
            case AssayParser.YES -> new Expr.Bool(true, span);
            case AssayParser.NO -> new Expr.Bool(false, span);
            case AssayParser.NONE -> new Expr.None(span);
            case AssayParser.NAME -> new Expr.Ref(name(context.NAME()));
            default -> expr(context.value(), depth);
        };
    }

    private List<Expr.Entry> entries(RecordContext context, int depth) {
        return context.entry().stream()
                .map(entry -> new Expr.Entry(name(entry.NAME()), expr(entry.expr(), depth + 1)))
                .toList();
    }

    List<Expr> exprs(List<ExprContext> contexts, int depth) {
        return contexts.stream().map(context -> expr(context, depth)).toList();
    }

    private static Expr number(String text, Span span) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        boolean plain = percent && digits.indexOf('e') < 0 && digits.indexOf('E') < 0;
        double value = plain ? Double.parseDouble(digits + "e-2") : Double.parseDouble(digits) / (percent ? 100 : 1);
        return new Expr.Number(value, text, span);
    }

    Expr text(TextContext context) {
        Token token = context.getStart();
        return token.getType() == AssayParser.MISSING
                ? new Expr.Missing(Tokens.span(token))
                : Texts.of(token, source, problems);
    }

    Name name(TerminalNode node) {
        Span span = Tokens.span(node.getSymbol());
        return new Name(text(span), span);
    }

    static Span span(ParserRuleContext context) {
        return Tokens.span(context.getStart()).to(Tokens.span(context.getStop()));
    }

    private String text(Span span) {
        return source.text().substring(span.start(), span.end());
    }

    boolean tooDeep(ParserRuleContext context, int depth) {
        if (depth <= DEEPEST) return false;
        problems.error(
                source,
                Tokens.span(context.getStart()),
                "this is nested too deeply or too long",
                "give parts of it names of their own with `let`");
        return true;
    }

    static Expr missing(ParserRuleContext context) {
        return new Expr.Missing(span(context));
    }
}
