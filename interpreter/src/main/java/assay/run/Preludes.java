package assay.run;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.ScriptFile;
import assay.lib.concept.ConceptSet;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.List;
import java.util.Optional;

/**
 * The standard library's preludes that speak of concepts: each binds a record of its own name, with the
 * {@code concepts} that its {@code templates} fit.
 */
final class Preludes {
    private final Run run;

    Preludes(Run run) {
        this.run = run;
    }

    /** The record of a prelude that speaks of concepts. */
    Optional<Value.Rec> find(String name) {
        return ConceptSet.PRELUDES.contains(name) ? Optional.of(record(name)) : Optional.empty();
    }

    /** The first that speaks of both concepts. */
    Optional<Value.Rec> about(String from, String to) {
        return ConceptSet.PRELUDES.stream()
                .map(this::record)
                .filter(prelude -> texts(prelude.fields().get("concepts")).containsAll(List.of(from, to)))
                .findFirst();
    }

    private Value.Rec record(String name) {
        Program program = Check.prelude(ScriptFile.prelude(name), new Vocabulary(run.verbs()));
        Env env = new Interpreter(program, run).definitions();
        return (Value.Rec) env.get(name);
    }

    private static List<String> texts(Value list) {
        return ((Value.Listing) list).items().stream().map(Values::text).toList();
    }
}
