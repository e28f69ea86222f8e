package assay.grammar.ast;

import assay.grammar.Span;

/**
 * One piece of a phrase, not yet bound: only the verb's table knows that in {@code converge qilin mode batch} the word
 * {@code mode} is a setting and {@code batch} its value.
 */
public sealed interface Atom {
    Span span();

    /** {@code vs on along from to with by as into at within in}. */
    record Connective(String word, Span span) implements Atom {}

    /** A literal, a name, a path, a call, a list, a record, a concept pair, or anything in parentheses. */
    record Value(Expr expr) implements Atom {
        @Override
        public Span span() {
            return expr.span();
        }
    }
}
