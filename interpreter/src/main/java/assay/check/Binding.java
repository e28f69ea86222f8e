package assay.check;

import assay.grammar.Source;
import assay.grammar.ast.Name;
import assay.lib.verb.Operand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bound name.
 *
 * @param source where it is bound
 * @param experiment its value depends on an experiment
 * @param parameters of a procedure
 */
public record Binding(Name name, Source source, Known known, boolean experiment, Optional<List<Operand>> parameters) {

    /** In words: what a procedure takes, or what is known of a value. */
    public String words() {
        return parameters
                .map(operands -> "a procedure of ("
                        + operands.stream().map(Operand::name).collect(Collectors.joining(", ")) + ")")
                .orElseGet(known::described);
    }

    /** A name for a plain value. */
    public static Binding of(Name name, Source source, Known known) {
        return new Binding(name, source, known, false, Optional.empty());
    }
}
