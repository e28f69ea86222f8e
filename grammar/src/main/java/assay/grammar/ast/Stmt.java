package assay.grammar.ast;

import assay.grammar.Span;
import java.util.List;
import java.util.Optional;

/** Statements: a closed set, consumed by pattern switches without {@code default}. */
public sealed interface Stmt {
    Span span();

    record Seed(Expr value, Span span) implements Stmt {}

    /** {@code engine auto}. */
    record EngineChoice(Name engine, Span span) implements Stmt {}

    /** {@code param length = 20}. */
    record Param(Name name, Expr value, Span span) implements Stmt {}

    /**
     * {@code model qwen = "owner/name" revision "7f0dc92"}; the settings are bound like a phrase's, see {@link Show}
     * where the source begins with a name.
     */
    record ModelDecl(Name name, Expr source, List<Atom> settings, Span span) implements Stmt {}

    record Use(Expr model, Span span) implements Stmt {}

    record Let(Name name, Expr value, Span span) implements Stmt {}

    record Print(List<Expr> values, Span span) implements Stmt {}

    /**
     * {@code show fingerprint(war) top 5}. In {@code show r top 5} the parser cannot tell the value {@code r} with a
     * setting from a phrase of a verb {@code r}: it gives {@link Expr.Experiment} with no settings, and the checker,
     * which knows the verbs, reads it again.
     */
    record Show(Expr value, List<Atom> settings, Span span) implements Stmt {}

    /** {@code plot war.mismatches by iteration}; see {@link Show} about the settings. */
    record Plot(Expr value, List<Atom> settings, Span span) implements Stmt {}

    /** {@code save war to "war.json"}; see {@link Show} about the settings. */
    record Save(Expr value, List<Atom> settings, Span span) implements Stmt {}

    record Expect(Expr condition, Optional<Expr> reason, Span span) implements Stmt {}

    /** {@code hypothesis H1 "why" { predict ... falsified if ... }}. */
    record Hypothesis(Name name, Optional<Expr> reason, List<Expr> predictions, List<Expr> falsifiers, Span span)
            implements Stmt {}

    record For(Name name, Expr items, Block body, Span span) implements Stmt {}

    record Repeat(Expr times, Block body, Span span) implements Stmt {}

    /** {@code otherwise} holds the {@code else} block; {@code else if} is a block of one {@code If}. */
    record If(Expr condition, Block then, Optional<Block> otherwise, Span span) implements Stmt {}

    record Define(Name name, List<Parameter> parameters, Block body, Span span) implements Stmt {}

    record Parameter(Name name, Optional<Expr> fallback) {}

    record Return(Optional<Expr> value, Span span) implements Stmt {}

    /** {@code import "file.exp"} ({@link Expr.Text}) or {@code import colors} ({@link Expr.Ref}). */
    record Import(Expr source, Span span) implements Stmt {}

    /** A verb phrase, or any other expression, standing alone: its result is shown. */
    record Run(Expr value, Span span) implements Stmt {}
}
