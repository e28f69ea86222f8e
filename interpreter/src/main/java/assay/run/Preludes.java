package assay.run;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.ScriptFile;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.List;
import java.util.Map;

/**
 * The standard library's preludes that speak of concepts: each binds a record of its own name, with the
 * {@code concepts} that its {@code templates} fit.
 */
final class Preludes {
    private static final List<String> NAMES = List.of("colors");

    private final Run run;

    Preludes(Run run) {
        this.run = run;
    }

    /** The templates that fit both concepts; none if no prelude has them. */
    List<String> templates(String from, String to) {
        for (String name : NAMES) {
            Map<String, Value> prelude = record(name);
            if (texts(prelude.get("concepts")).containsAll(List.of(from, to))) return texts(prelude.get("templates"));
        }
        return List.of();
    }

    private Map<String, Value> record(String name) {
        Program program = Check.prelude(ScriptFile.prelude(name), new Vocabulary(run.verbs()));
        Env env = new Interpreter(program, run).definitions();
        return ((Value.Rec) env.get(name)).fields();
    }

    private static List<String> texts(Value list) {
        return ((Value.Listing) list).items().stream().map(Values::text).toList();
    }
}
