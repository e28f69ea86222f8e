package assay.grammar;

import assay.grammar.AssayParser.*;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.grammar.ast.Script;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Statements and phrases of ANTLR's tree as our own; {@link ExprToAst} does expressions. Nothing else reads contexts. */
final class TreeToAst {
    private final Source source;
    private final Problems problems;
    private final ExprToAst exprs;

    TreeToAst(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.exprs = new ExprToAst(source, problems, this);
    }

    Script script(ScriptContext context) {
        return new Script(source, statements(context.statement(), 0));
    }

    private List<Stmt> statements(List<StatementContext> contexts, int depth) {
        List<Stmt> statements = new ArrayList<>();
        for (StatementContext context : contexts) {
            if (context.exception == null) statements.add(statement(context, depth));
            else broken(context).ifPresent(statements::add);
        }
        return List.copyOf(statements);
    }

    private Block block(BlockContext context, int depth) {
        return new Block(statements(context.statement(), depth + 1), ExprToAst.span(context));
    }

    private Stmt statement(StatementContext statement, int depth) {
        ParserRuleContext child = (ParserRuleContext) statement.getChild(0);
        Span span = ExprToAst.span(child);
        return switch (child) {
            case SeedContext c -> new Stmt.Seed(exprs.expr(c.expr(), depth), span);
            case EngineContext c -> new Stmt.EngineChoice(exprs.name(c.NAME()), span);
            case ParamContext c -> new Stmt.Param(exprs.name(c.NAME()), exprs.expr(c.expr(), depth), span);
            case ModelContext c ->
                new Stmt.ModelDecl(
                        exprs.name(c.NAME()),
                        exprs.expr(c.subject(), depth),
                        settings(c.subject().settings(), depth),
                        span);
            case UseContext c -> new Stmt.Use(exprs.expr(c.value(), depth), span);
            case LetContext c -> new Stmt.Let(exprs.name(c.NAME()), exprs.expr(c.value(), depth), span);
            case PrintContext c -> new Stmt.Print(exprs.exprs(c.expr(), depth), span);
            case ShowContext c ->
                new Stmt.Show(
                        exprs.expr(c.subject(), depth), settings(c.subject().settings(), depth), span);
            case PlotContext c ->
                new Stmt.Plot(
                        exprs.expr(c.subject(), depth), settings(c.subject().settings(), depth), span);
            case SaveContext c ->
                new Stmt.Save(
                        exprs.expr(c.subject(), depth), settings(c.subject().settings(), depth), span);
            case ExpectContext c -> new Stmt.Expect(exprs.expr(c.expr(0), depth), second(c.expr(), depth), span);
            case HypothesisContext c -> hypothesis(c, span, depth);
            case LoopContext c ->
                new Stmt.For(exprs.name(c.NAME()), exprs.expr(c.expr(), depth), block(c.block(), depth), span);
            case RepeatContext c -> new Stmt.Repeat(exprs.expr(c.expr(), depth), block(c.block(), depth), span);
            case ChoiceContext c -> choice(c, depth);
            case DefineContext c ->
                new Stmt.Define(exprs.name(c.NAME()), parameters(c.parameter(), depth), block(c.block(), depth), span);
            case GiveBackContext c ->
                new Stmt.Return(Optional.ofNullable(c.value()).map(value -> exprs.expr(value, depth)), span);
            case ImportingContext c ->
                new Stmt.Import(c.text() != null ? exprs.text(c.text()) : new Expr.Ref(exprs.name(c.NAME())), span);
            case RunContext c -> new Stmt.Run(exprs.expr(c.value(), depth), span);
            default -> throw new IllegalStateException(child.getClass().getSimpleName());
        };
    }

    private Optional<Expr> second(List<ExprContext> contexts, int depth) {
        return contexts.size() == 2 ? Optional.of(exprs.expr(contexts.get(1), depth)) : Optional.empty();
    }

    private List<Stmt.Parameter> parameters(List<ParameterContext> contexts, int depth) {
        return contexts.stream()
                .map(context -> new Stmt.Parameter(
                        exprs.name(context.NAME()),
                        Optional.ofNullable(context.expr()).map(expr -> exprs.expr(expr, depth))))
                .toList();
    }

    /** {@code else if} from the last to the first: each is the only statement of the block before it. */
    private Stmt choice(ChoiceContext context, int depth) {
        int conditions = context.expr().size();
        List<BlockContext> blocks = context.block();
        int top = depth + 2 * conditions;
        if (exprs.tooDeep(context, top)) return new Stmt.Run(ExprToAst.missing(context), ExprToAst.span(context));
        Optional<Block> otherwise =
                blocks.size() > conditions ? Optional.of(block(blocks.getLast(), top)) : Optional.empty();
        Span end = ExprToAst.span(blocks.getLast());
        for (int i = conditions - 1; ; i--) {
            int at = depth + 2 * i;
            Span span = Tokens.span(context.IF(i).getSymbol()).to(end);
            Stmt.If choice = new Stmt.If(exprs.expr(context.expr(i), at), block(blocks.get(i), at), otherwise, span);
            if (i == 0) return choice;
            otherwise = Optional.of(new Block(List.of(choice), span));
        }
    }

    private Stmt hypothesis(HypothesisContext context, Span span, int depth) {
        List<Expr> predictions = new ArrayList<>();
        List<Expr> falsifiers = new ArrayList<>();
        for (StatementContext clause : context.block().statement()) {
            if (clause.exception != null) continue;
            switch (clause.getChild(0)) {
                case PredictionContext c -> predictions.add(exprs.expr(c.expr(), depth));
                case FalsifierContext c -> falsifiers.add(exprs.expr(c.expr(), depth));
                default ->
                    problems.error(
                            source,
                            Tokens.span(clause.getStart()),
                            "a hypothesis holds `predict` and `falsified if`, nothing else",
                            "move this out of the braces");
            }
        }
        Optional<Expr> reason = Optional.ofNullable(context.text()).map(exprs::text);
        return new Stmt.Hypothesis(
                exprs.name(context.NAME()), reason, List.copyOf(predictions), List.copyOf(falsifiers), span);
    }

    /** What a statement with an error still tells: the name it binds. */
    private Optional<Stmt> broken(StatementContext statement) {
        if (!(statement.getChild(0) instanceof ParserRuleContext child)) return Optional.empty();
        Span span = Tokens.span(statement.getStart());
        Expr missing = new Expr.Missing(span);
        return switch (child) {
            case LetContext c -> named(c.NAME()).map(name -> new Stmt.Let(name, missing, span));
            case ParamContext c -> named(c.NAME()).map(name -> new Stmt.Param(name, missing, span));
            case ModelContext c -> named(c.NAME()).map(name -> new Stmt.ModelDecl(name, missing, List.of(), span));
            case UseContext _ -> Optional.of(new Stmt.Use(missing, span));
            case ImportingContext _ -> Optional.of(new Stmt.Import(missing, span));
            case DefineContext c -> named(c.NAME()).map(name -> brokenProcedure(name, span));
            default -> Optional.empty();
        };
    }

    private Stmt brokenProcedure(Name name, Span span) {
        Stmt result = new Stmt.Return(Optional.of(new Expr.Missing(span)), span);
        return new Stmt.Define(name, List.of(), new Block(List.of(result), span), span);
    }

    private Optional<Name> named(TerminalNode node) {
        return Optional.ofNullable(node).map(exprs::name);
    }

    // Phrases

    Phrase phrase(PhraseContext context, int depth) {
        List<Atom> atoms = new ArrayList<>();
        FirstContext first = context.first();
        if (first != null) {
            if (first.connective() != null) atoms.add(connective(first.connective()));
            else atoms.add(range(operand(first.operand(), depth + 1), first.amount(), depth));
        }
        for (AtomContext atom : context.atom()) atoms.add(atom(atom, depth));
        Optional<Block> block = Optional.ofNullable(context.block()).map(body -> block(body, depth));
        return new Phrase(exprs.name(context.VERB()), List.copyOf(atoms), block, ExprToAst.span(context));
    }

    private List<Atom> settings(SettingsContext context, int depth) {
        if (context == null) return List.of();
        List<Atom> atoms = new ArrayList<>();
        if (context.connective() != null) atoms.add(connective(context.connective()));
        else atoms.add(new Atom.Value(new Expr.Ref(exprs.name(context.NAME()))));
        for (AtomContext atom : context.atom()) atoms.add(atom(atom, depth));
        return List.copyOf(atoms);
    }

    private Atom atom(AtomContext context, int depth) {
        if (context.connective() != null) return connective(context.connective());
        if (context.IN() != null) return new Atom.Connective("in", ExprToAst.span(context));
        return range(amount(context.amount(0), depth + 1), context.amount(1), depth);
    }

    private Atom range(Expr from, AmountContext end, int depth) {
        if (end == null) return new Atom.Value(from);
        Expr to = amount(end, depth + 1);
        return new Atom.Value(new Expr.Range(from, to, from.span().to(to.span())));
    }

    private static Atom connective(ConnectiveContext context) {
        return new Atom.Connective(context.getText(), ExprToAst.span(context));
    }

    private Expr amount(AmountContext context, int depth) {
        if (context.SIGN() == null) return operand(context.operand(), depth);
        return ExprToAst.negate(context.SIGN().getSymbol(), operand(context.operand(), depth + 1));
    }

    private Expr operand(OperandContext context, int depth) {
        if (context.FOR() == null) return exprs.pair(context.postfix(), depth);
        Expr body = exprs.text(context.text());
        Expr items = exprs.expr(context.postfix(0), depth + 1);
        return new Expr.Each(
                body, exprs.name(context.NAME()), items, body.span().to(items.span()));
    }
}
