package assay.grammar.ast;

import assay.grammar.Span;
import java.util.List;
import java.util.Optional;

/** Expressions: what has a value. */
public sealed interface Expr {
    Span span();

    /** {@code 20}, {@code 1.5}, {@code 5e-6}; {@code 85%} holds 0.85. {@code text} is the literal as written. */
    record Number(double value, String text, Span span) implements Expr {}

    /** A string: literal pieces and holes in turn, e.g. {@code "What color is {object}?"}. */
    record Text(List<Piece> pieces, Span span) implements Expr {}

    /** A piece of a string. */
    sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Hole(Name name) implements Piece {}
    }

    record Bool(boolean value, Span span) implements Expr {}

    record None(Span span) implements Expr {}

    /** What could not be read; a problem says why. Nothing is known about its value, and it is never run. */
    record Missing(Span span) implements Expr {}

    /** {@code 9..26}, both ends inclusive. */
    record Range(Expr from, Expr to, Span span) implements Expr {}

    record ListOf(List<Expr> items, Span span) implements Expr {}

    record RecordOf(List<Entry> entries, Span span) implements Expr {}

    record Entry(Name name, Expr value) {}

    record Ref(Name name) implements Expr {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code war.iterations}. */
    record Field(Expr target, Name name, Span span) implements Expr {}

    /** {@code t[3]}. */
    record Index(Expr target, Expr index, Span span) implements Expr {}

    /** {@code fingerprint(war)}, {@code f(1, b = 2)}. */
    record Call(Name function, List<Argument> arguments, Span span) implements Expr {}

    record Argument(Optional<Name> name, Expr value) {}

    /** {@code green->red}. */
    record Pair(Expr from, Expr to, Span span) implements Expr {}

    /** {@code -x}, {@code not x}. */
    record Unary(UnaryOp op, Expr operand, Span span) implements Expr {}

    record Binary(BinaryOp op, Expr left, Expr right, Span span) implements Expr {}

    /** {@code x ~ 0.91 within 0.02}; without {@code within} the tolerance is the language's default. */
    record About(Expr value, Expr target, Optional<Expr> within, Span span) implements Expr {}

    /** {@code "What color is {object}?" for object in ["grass", "blood"]}: a list. */
    record Each(Expr body, Name name, Expr items, Span span) implements Expr {}

    /** {@code t where share > 0.1}: the condition sees the columns as names. */
    record Where(Expr table, Expr condition, Span span) implements Expr {}

    /** {@code t sort by share}, {@code t sort by share down}. */
    record SortBy(Expr table, Name column, boolean descending, Span span) implements Expr {}

    record GroupBy(Expr table, Name column, Span span) implements Expr {}

    /** A verb phrase that stands for its result. */
    record Experiment(Phrase phrase) implements Expr {
        @Override
        public Span span() {
            return phrase.span();
        }
    }

    enum UnaryOp {
        NEGATE("-"),
        NOT("not");

        public final String text;

        UnaryOp(String text) {
            this.text = text;
        }
    }

    enum BinaryOp {
        OR("or"),
        AND("and"),
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">="),
        IN("in"),
        PLUS("+"),
        MINUS("-"),
        TIMES("*"),
        DIVIDE("/"),
        REMAINDER("%");

        public final String text;

        BinaryOp(String text) {
            this.text = text;
        }
    }
}
