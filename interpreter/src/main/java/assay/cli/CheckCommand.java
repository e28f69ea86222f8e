package assay.cli;

import assay.check.Check;
import assay.check.Sentence;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.grammar.Problem;
import assay.lib.verb.Failure;
import assay.run.Outcome;
import assay.show.Glyphs;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay check FILE... [--json]}. */
@Command(name = "check", description = "Report everything wrong with scripts, without running them.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scripts; - is standard input.")
    private List<String> scripts;

    @Option(names = "--json", description = "Write one JSON document with every problem.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    private final ArrayNode found = JsonNodeFactory.instance.arrayNode();

    @Override
    public Integer call() {
        boolean sound = true;
        for (String script : scripts) sound &= sound(script);
        if (json) System.out.println(document(sound, found).toPrettyString());
        return sound ? 0 : Assay.WRONG;
    }

    private boolean sound(String script) {
        try {
            List<Problem> problems = problems(ScriptFile.started(script));
            Report.print(problems);
            problems.forEach(problem -> found.add(Outcome.json(problem).put("script", script)));
            return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        } catch (Failure unreadable) {
            System.err.println("error: " + Glyphs.visible(unreadable.getMessage()));
            found.add(nowhere(unreadable).put("script", script));
            return false;
        }
    }

    private static List<Problem> problems(ScriptFile file) {
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(file.folder().orElseThrow()));
        return Check.script(file, Map.of(), vocabulary).problems();
    }

    /** A script that cannot be read is wrong in no place of it. */
    private static ObjectNode nowhere(Failure unreadable) {
        Sentence sentence = Sentence.of(unreadable);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("severity", "error").put("title", sentence.title()).put("label", sentence.label());
        node.putArray("notes");
        return node;
    }

    private static ObjectNode document(boolean sound, ArrayNode problems) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("status", sound ? "ok" : "error");
        document.set("problems", problems);
        return document;
    }
}
