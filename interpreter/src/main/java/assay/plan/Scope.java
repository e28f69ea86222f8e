package assay.plan;

import assay.check.Program;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about names at a place of a script. */
final class Scope {
    /** A procedure and the script that it stands in. */
    record Defined(Program program, Stmt.Define define) {}

    final Program program;
    final Map<String, Value> values;
    final Map<String, Expr> lets;
    final Map<String, Defined> procedures;
    Optional<Expr> use;

    Scope(Program program) {
        this(program, new HashMap<>(), new HashMap<>(), new HashMap<>(), Optional.empty());
    }

    private Scope(
            Program program,
            Map<String, Value> values,
            Map<String, Expr> lets,
            Map<String, Defined> procedures,
            Optional<Expr> use) {
        this.program = program;
        this.values = values;
        this.lets = lets;
        this.procedures = procedures;
        this.use = use;
    }

    /** For a block, whose names are not seen outside. */
    Scope inner() {
        return inner(program);
    }

    /** For a block of another script. */
    Scope inner(Program other) {
        return new Scope(other, new HashMap<>(values), new HashMap<>(lets), new HashMap<>(procedures), use);
    }

    /** Takes over the names that an imported script binds. */
    void add(Scope imported) {
        values.putAll(imported.values);
        lets.putAll(imported.lets);
        procedures.putAll(imported.procedures);
    }

    /** Binds a name anew: to a value, or to what is not known. */
    void bind(String name, Optional<Value> value) {
        lets.remove(name);
        values.remove(name);
        value.ifPresent(known -> values.put(name, known));
    }
}
