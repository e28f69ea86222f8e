package assay.grammar;

import assay.grammar.AssayParser.*;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Expr.BinaryOp;
import assay.grammar.ast.Expr.UnaryOp;
import assay.grammar.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Expressions of ANTLR's tree as our own. {@code depth} is how many nodes of the result stand above the one that is made. */
final class ExprToAst {
    /** A tree is never deeper, so that whoever walks it may recurse. */
    static final int DEEPEST = 1000;

    private final Source source;
    private final Problems problems;
    private final TreeToAst statements;

    ExprToAst(Source source, Problems problems, TreeToAst statements) {
        this.source = source;
        this.problems = problems;
        this.statements = statements;
    }

    Expr value(ValueContext context, int depth) {
        return context.phrase() != null
                ? new Expr.Experiment(statements.phrase(context.phrase(), depth + 1))
                : expr(context.expr(), depth);
    }

    Expr expr(ExprContext context, int depth) {
        List<TableContext> parts = context.table();
        int top = depth + parts.size() - 1;
        if (tooDeep(context, top)) return missing(context);
        Expr body = table(parts.getFirst(), top);
        for (int i = 1; i < parts.size(); i++) {
            Expr items = table(parts.get(i), top - i + 1);
            body = new Expr.Each(
                    body, name(context.NAME(i - 1)), items, body.span().to(items.span()));
        }
        return body;
    }

    private Expr table(TableContext context, int depth) {
        List<QueryContext> queries = context.query();
        int top = depth + queries.size();
        if (tooDeep(context, top)) return missing(context);
        Expr table = either(context.either(), top);
        for (int i = 0; i < queries.size(); i++) {
            QueryContext query = queries.get(i);
            Span span = table.span().to(span(query));
            if (query.WHERE() != null) table = new Expr.Where(table, either(query.either(), top - i), span);
            else if (query.SORT() != null)
                table = new Expr.SortBy(table, name(query.NAME()), query.DOWN() != null, span);
            else table = new Expr.GroupBy(table, name(query.NAME()), span);
        }
        return table;
    }

    private Expr either(EitherContext context, int depth) {
        return chain(context, depth, (child, at) -> both((BothContext) child, at));
    }

    private Expr both(BothContext context, int depth) {
        return chain(context, depth, (child, at) -> negation((NegationContext) child, at));
    }

    private Expr sum(SumContext context, int depth) {
        return chain(context, depth, (child, at) -> product((ProductContext) child, at));
    }

    private Expr product(ProductContext context, int depth) {
        return chain(context, depth, (child, at) -> signed((SignedContext) child, at));
    }

    private interface Operand {
        Expr read(ParseTree child, int depth);
    }

    /** Operands with operators of one rank between them, read from the left. */
    private Expr chain(ParserRuleContext context, int depth, Operand operand) {
        int operators = context.getChildCount() / 2;
        int top = depth + operators;
        if (tooDeep(context, top)) return missing(context);
        Expr left = operand.read(context.getChild(0), top);
        for (int i = 1; i <= operators; i++) {
            BinaryOp op = operator((TerminalNode) context.getChild(2 * i - 1));
            Expr right = operand.read(context.getChild(2 * i), top - i + 1);
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

    private Expr negation(NegationContext context, int depth) {
        return prefixed(context, UnaryOp.NOT, depth, (child, at) -> comparison((ComparisonContext) child, at));
    }

    private Expr signed(SignedContext context, int depth) {
        return prefixed(context, UnaryOp.NEGATE, depth, (child, at) -> pair((PairContext) child, at));
    }

    private Expr prefixed(ParserRuleContext context, UnaryOp op, int depth, Operand operand) {
        int signs = context.getChildCount() - 1;
        if (tooDeep(context, depth + signs)) return missing(context);
        Expr expr = operand.read(context.getChild(signs), depth + signs);
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
        List<RangeContext> parts = context.range();
        if (parts.size() == 1) return range(parts.getFirst(), depth);
        Expr left = range(parts.getFirst(), depth + 1);
        Expr right = range(parts.get(1), depth + 1);
        Span span = left.span().to(right.span());
        if (context.compare() != null)
            return new Expr.Binary(operator((TerminalNode) context.compare().getChild(0)), left, right, span);
        Optional<Expr> within = parts.size() == 3 ? Optional.of(range(parts.get(2), depth + 1)) : Optional.empty();
        return new Expr.About(
                left, right, within, within.map(expr -> span.to(expr.span())).orElse(span));
    }

    private Expr range(RangeContext context, int depth) {
        if (context.sum().size() == 1) return sum(context.sum(0), depth);
        Expr from = sum(context.sum(0), depth + 1);
        Expr to = sum(context.sum(1), depth + 1);
        return new Expr.Range(from, to, from.span().to(to.span()));
    }

    private Expr pair(PairContext context, int depth) {
        return pair(context.postfix(), depth);
    }

    Expr pair(List<PostfixContext> ends, int depth) {
        if (ends.size() == 1) return postfix(ends.getFirst(), depth);
        Expr from = postfix(ends.getFirst(), depth + 1);
        Expr to = postfix(ends.get(1), depth + 1);
        return new Expr.Pair(from, to, from.span().to(to.span()));
    }

    Expr postfix(PostfixContext context, int depth) {
        List<SuffixContext> suffixes = context.suffix();
        int top = depth + suffixes.size();
        if (tooDeep(context, top)) return missing(context);
        Expr target = primary(context.primary(), top);
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
                        Optional.ofNullable(argument.NAME()).map(this::name), value(argument.value(), depth)))
                .toList();
    }

    private Expr primary(PrimaryContext context, int depth) {
        Span span = span(context);
        if (context.NUMBER() != null) return number(text(span), span);
        if (context.text() != null) return text(context.text());
        if (context.YES() != null) return new Expr.Bool(true, span);
        if (context.NO() != null) return new Expr.Bool(false, span);
        if (context.NONE() != null) return new Expr.None(span);
        if (context.NAME() != null) return new Expr.Ref(name(context.NAME()));
        if (context.value() != null) return value(context.value(), depth);
        if (context.list() != null) return new Expr.ListOf(exprs(context.list().expr(), depth + 1), span);
        List<Expr.Entry> entries = new ArrayList<>();
        for (EntryContext entry : context.record().entry())
            entries.add(new Expr.Entry(name(entry.NAME()), expr(entry.expr(), depth + 1)));
        return new Expr.RecordOf(List.copyOf(entries), span);
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
