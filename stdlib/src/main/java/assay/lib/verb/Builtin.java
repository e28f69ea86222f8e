package assay.lib.verb;

import assay.lib.value.Value;
import java.util.List;
import java.util.function.Function;

/**
 * A small function of expressions: {@code mean(t.share)}.
 *
 * @param required how many of the parameters must be given
 * @param help one line, without a full stop
 */
public record Builtin(
        String name,
        List<Parameter> parameters,
        int required,
        Type result,
        String help,
        Function<List<Value>, Value> body) {

    public record Parameter(String name, Type type) {}

    /** The value for arguments that the parameters' types have accepted, at least {@link #required} of them. */
    public Value apply(List<Value> arguments) {
        return body.apply(arguments);
    }
}
