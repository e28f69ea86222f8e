package assay.run;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.ScriptFile;
import assay.lib.value.Value;
import assay.lib.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The standard library's preludes that speak of concepts: each binds a record of its own name, with the
 * {@code concepts} that its {@code templates} fit.
 */
final class Preludes {
    static final List<String> NAMES = List.of(
            "colors",
            "temperature",
            "speed",
            "taste",
            "mood",
            "size",
            "sentiment",
            "formality",
            "truth",
            "sycophancy",
            "refusal");

    /** Those that were read, by name: an experiment on many pairs asks often. */
    private final Map<String, Map<String, Value>> read = new HashMap<>();

    /** The templates that fit both concepts; none if no prelude has them. */
    List<String> templates(String from, String to, Run run) {
        for (String name : NAMES) {
            Map<String, Value> prelude = read.computeIfAbsent(name, file -> record(file, run));
            if (texts(prelude.get("concepts")).containsAll(List.of(from, to))) return texts(prelude.get("templates"));
        }
        return List.of();
    }

    private static Map<String, Value> record(String name, Run run) {
        Program program = Check.prelude(ScriptFile.prelude(name), new Vocabulary(run.verbs()));
        Env env = new Interpreter(program, run).definitions();
        return ((Value.Rec) env.get(name)).fields();
    }

    private static List<String> texts(Value list) {
        return ((Value.Listing) list).items().stream().map(Values::text).toList();
    }
}
