package assay.plan;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.ScriptFile;
import assay.grammar.ast.Stmt;
import assay.lib.concept.ConceptSet;
import assay.lib.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of the standard library's preludes, as far as their text tells them. */
final class Concepts {
    private final Vocabulary vocabulary;
    private final Figures figures;
    private final Map<String, Value.Rec> read = new HashMap<>();

    Concepts(Vocabulary vocabulary, Figures figures) {
        this.vocabulary = vocabulary;
        this.figures = figures;
    }

    Optional<Value.Rec> find(String name) {
        if (!ConceptSet.PRELUDES.contains(name)) return Optional.empty();
        return Optional.of(read.computeIfAbsent(name, this::record));
    }

    /** The first that speaks of both. */
    Optional<Value.Rec> about(Value.Pair pair) {
        return ConceptSet.PRELUDES.stream()
                .flatMap(name -> find(name).stream())
                .filter(set -> set.fields().get("concepts") instanceof Value.Listing(List<Value> words)
                        && words.contains(Value.of(pair.from()))
                        && words.contains(Value.of(pair.to())))
                .findFirst();
    }

    private Value.Rec record(String name) {
        Program program = Check.prelude(ScriptFile.prelude(name), vocabulary);
        Scope scope = new Scope(program);
        for (Stmt stmt : program.script().statements())
            if (stmt instanceof Stmt.Let let) scope.bind(let.name().text(), figures.of(let.value(), scope));
        return scope.values.get(name) instanceof Value.Rec rec ? rec : new Value.Rec(Map.of());
    }
}
