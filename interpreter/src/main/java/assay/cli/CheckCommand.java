package assay.cli;

import assay.check.Check;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.grammar.Problem;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay check FILE...}. */
@Command(name = "check", description = "Report everything wrong with scripts, without running them.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scripts.")
    private List<String> scripts;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Override
    public Integer call() {
        boolean sound = true;
        for (String script : scripts) {
            List<Problem> problems = new ArrayList<>();
            try {
                ScriptFile file = ScriptFile.started(script);
                Vocabulary vocabulary =
                        new Vocabulary(FileVerbs.table(file.folder().orElseThrow()));
                problems.addAll(Check.script(file, Map.of(), vocabulary).problems());
            } catch (Failure unreadable) {
                System.err.println("error: " + unreadable.getMessage());
                sound = false;
            }
            Report.print(problems);
            sound &= problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        }
        return sound ? 0 : Assay.WRONG;
    }
}
