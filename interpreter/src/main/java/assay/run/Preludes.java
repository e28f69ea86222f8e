package assay.run;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.ScriptFile;
import assay.lib.concept.ConceptSet;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The standard library's preludes that speak of concepts: each binds a record of its own name, with the
 * {@code concepts} that its {@code templates} fit.
 */
final class Preludes {
    /** Those that were read, by name: an experiment on many pairs asks often. */
    private final Map<String, Value.Rec> read = new HashMap<>();

    /** The record of a prelude that speaks of concepts. */
    Optional<Value.Rec> find(String name, Run run) {
        return ConceptSet.PRELUDES.contains(name)
                ? Optional.of(read.computeIfAbsent(name, file -> record(file, run)))
                : Optional.empty();
    }

    /** The first that speaks of both concepts. */
    Optional<Value.Rec> about(String from, String to, Run run) {
        return ConceptSet.PRELUDES.stream()
                .flatMap(name -> find(name, run).stream())
                .filter(prelude -> texts(prelude.fields().get("concepts")).containsAll(List.of(from, to)))
                .findFirst();
    }

    private static Value.Rec record(String name, Run run) {
        Program program = Check.prelude(ScriptFile.prelude(name), new Vocabulary(run.verbs()));
        Env env = new Interpreter(program, run).definitions();
        return (Value.Rec) env.get(name);
    }

    private static List<String> texts(Value list) {
        return ((Value.Listing) list).items().stream().map(Values::text).toList();
    }
}
