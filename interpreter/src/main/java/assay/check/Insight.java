package assay.check;

import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the checker saw on its way through a script, for those who ask about a place in it. */
public final class Insight {
    private final Map<Name, Binding> occurrences = new IdentityHashMap<>();
    private final Map<Expr, Known> known = new IdentityHashMap<>();
    private final Map<Span, Names> scopes = new LinkedHashMap<>();
    private final Map<Name, Stmt> binders = new IdentityHashMap<>();

    Insight() {}

    /** Every name that stands for a value, where it is bound and where it is read, and what it is bound to. */
    public Map<Name, Binding> occurrences() {
        return occurrences;
    }

    /** What is known of an expression; nothing if it was not looked at. */
    public Optional<Known> of(Expr expr) {
        return Optional.ofNullable(known.get(expr));
    }

    /** The names of the innermost block around an offset, at its end. */
    public Optional<Names> names(int offset) {
        Optional<Span> innermost = scopes.keySet().stream()
                .filter(span -> span.start() <= offset && offset <= span.end())
                .reduce((a, b) -> b.end() - b.start() <= a.end() - a.start() ? b : a);
        return innermost.map(scopes::get);
    }

    /** Whether a name of a scope around an offset can be read there: not before the end of the statement that binds it. */
    boolean readable(Name name, int offset) {
        Stmt binder = binders.get(name);
        return binder == null || binder.span().end() < offset;
    }

    void binds(Stmt stmt, Name name) {
        binders.put(name, stmt);
    }

    void occurs(Name name, Binding binding) {
        occurrences.put(name, binding);
    }

    Known is(Expr expr, Known found) {
        known.put(expr, found);
        return found;
    }

    void scope(Span span, Names names) {
        scopes.put(span, names);
    }
}
