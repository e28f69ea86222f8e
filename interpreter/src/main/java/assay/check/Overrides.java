package assay.check;

import assay.grammar.Parse;
import assay.grammar.Parsed;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.verb.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values for params from the command line, by name, as written there. */
public final class Overrides {
    /** Every param stands as written. */
    public static final Map<String, String> NONE = Map.of();

    private final Map<String, String> written;
    private final Set<String> used = new HashSet<>();

    public Overrides(Map<String, String> written) {
        this.written = written;
    }

    /** The value of a param: its default, or what the command line says, where that is of the same type. */
    Known value(Stmt.Param param, Known fallback, Diagnostics problems) {
        String name = param.name().text();
        String text = written.get(name);
        if (text == null) return fallback;
        used.add(name);
        Type type = widened(fallback.type());
        Optional<Value> value = type instanceof Type.Text ? Optional.of(Value.of(text)) : literal(text);
        Optional<Value> accepted = value.flatMap(type::accepts);
        if (accepted.isEmpty()) {
            problems.error(
                    param.name().span(),
                    "`--" + name + " " + text + "` does not fit the param `" + name + "`",
                    "it must be " + type.expected() + ", as its default is");
            return fallback;
        }
        return Known.of(accepted.get());
    }

    /** Reports what no param takes. */
    void unused(List<String> params, Vocabulary vocabulary, Problems problems) {
        for (String name : written.keySet()) {
            if (used.contains(name)) continue;
            String option = "--" + name;
            problems.error(
                    new Source("command line", option),
                    new Span(0, option.length()),
                    "the script has no param `" + name + "`",
                    vocabulary
                            .suggestion(name, params)
                            .map(p -> "did you mean `--" + p + "`?")
                            .orElse(""),
                    params.isEmpty() ? "it has no params" : "its params: " + String.join(", ", params));
        }
    }

    private static Type widened(Type type) {
        return switch (type) {
            case Type.Whole whole -> Type.whole();
            case Type.Real real -> Type.number();
            case Type.ListOf list -> Type.list(new Type.Any());
            case Type other -> other;
        };
    }

    /** A literal in the language's own words, e.g. {@code 20}, {@code 5e-6}, {@code yes}, {@code 1..3} or {@code [1, 2]}. */
    private static Optional<Value> literal(String text) {
        Parsed parsed = Parse.script(new Source("command line", "let value = (" + text + "\n)"));
        boolean one =
                parsed.problems().isEmpty() && parsed.script().statements().size() == 1;
        if (!one || !(parsed.script().statements().getFirst() instanceof Stmt.Let(var name, Expr value, var span))) {
            return Optional.empty();
        }
        return Constants.of(value);
    }
}
