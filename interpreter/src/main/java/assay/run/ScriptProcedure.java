package assay.run;

import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.value.Procedure;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A procedure that a script defines.
 *
 * @param interpreter of the script that defines it
 * @param closure what its body sees
 */
record ScriptProcedure(Stmt.Define define, Interpreter interpreter, Env closure) implements Procedure {
    @Override
    public String name() {
        return define.name().text();
    }

    @Override
    public Value apply(List<Value> arguments) {
        return interpreter.call(this, arguments.stream().map(Optional::of).toList());
    }

    /** Calls it with the arguments of a call, computed where the call stands. */
    Value call(Expr.Call call, Evaluator caller, Env env) {
        List<String> names =
                define.parameters().stream().map(p -> p.name().text()).toList();
        return interpreter.call(
                this,
                place(call, names).stream()
                        .map(argument -> argument.map(expr -> caller.value(expr, env)))
                        .toList());
    }

    /** The argument of each parameter: in order first, then by name. */
    static List<Optional<Expr>> place(Expr.Call call, List<String> names) {
        List<Optional<Expr>> placed = new ArrayList<>(Collections.nCopies(names.size(), Optional.empty()));
        int next = 0;
        for (Expr.Argument argument : call.arguments()) {
            int at = argument.name().isPresent()
                    ? names.indexOf(argument.name().get().text())
                    : next++;
            if (at < 0 || at >= names.size()) {
                throw new Failure("`" + call.function().text() + "` has no place for this value; it takes "
                        + (names.isEmpty() ? "nothing" : String.join(", ", names)));
            }
            placed.set(at, Optional.of(argument.value()));
        }
        return placed;
    }
}
