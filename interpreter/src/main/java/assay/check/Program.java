package assay.check;

import assay.grammar.Problem;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Phrase;
import assay.grammar.ast.Script;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked script: the tree, and what the checker found out about it. It may run when {@link #problems} holds no error.
 *
 * @param phrases by the phrase, call or bare verb itself: equal phrases can stand in two places
 * @param told by statement, for those that carry settings
 * @param params the value of each param, overrides applied
 * @param insight what an editor asks about it
 */
public record Program(
        Script script,
        Map<Object, Bound> phrases,
        Map<Stmt, Told> told,
        Map<Stmt.Import, Program> imports,
        Map<String, Value> params,
        Insight insight,
        List<Problem> problems) {

    static Program of(Script script) {
        return new Program(
                script,
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new LinkedHashMap<>(),
                new Insight(),
                new java.util.ArrayList<>());
    }

    public Bound bound(Phrase phrase) {
        return phrases.get(phrase);
    }

    /** The call of a verb, as in {@code fingerprint(war)}; null for a call of a function or procedure. */
    public Bound bound(Expr.Call call) {
        return phrases.get(call);
    }

    /** A verb that stands without operands; null for the name of a value. */
    public Bound bound(Expr.Ref ref) {
        return phrases.get(ref);
    }

    public boolean sound() {
        return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    }
}
