package assay.check;

import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A phrase whose pieces have found their places.
 *
 * @param given what was written, by the name of its operand or setting, in the order written; the words of choices and
 *     columns as text
 * @param implied model operands that were left out: each is the model in use
 * @param span the whole phrase, for messages about the run
 */
public record Bound(VerbSpec spec, Map<String, Expr> given, List<String> implied, Span span) {

    /** What was written for an operand or setting. */
    public Optional<Expr> of(String name) {
        return Optional.ofNullable(given.get(name));
    }
}
