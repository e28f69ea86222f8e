package assay.cli;

import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Problem;
import assay.lib.verb.Verbs;
import assay.repl.Desk;
import assay.repl.Handbook;
import assay.repl.Repl;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Runner;
import assay.run.Session;
import assay.show.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay repl [FILE]}. */
@Command(name = "repl", description = "Type statements and see at once what they do.")
final class ReplCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A script that is run first.")
    private Optional<String> script;

    @Mixin
    private EngineOptions engines;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory; otherwise one is made in runs.")
    private Optional<Path> out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        var options = engines.checked();
        Optional<ScriptFile> file = script.map(ScriptFile::started);
        Folder folder = file.flatMap(ScriptFile::folder).orElseGet(() -> Folder.of(Path.of("repl")));
        Verbs verbs = FileVerbs.table(folder);
        boolean terminal = Repl.onTerminal() && !script.equals(Optional.of("-"));
        try (Interruption interruption = Interruption.listening();
                Console console = terminal ? Console.open(false, false) : Console.plain()) {
            Runner runner = new Runner(
                    verbs,
                    console.talk(verbs),
                    options,
                    Optional.empty(),
                    out,
                    Optional.empty(),
                    Version.NUMBER,
                    interruption);
            try (Session session = Session.begin(runner, folder, "repl")) {
                Desk desk = new Desk(console.results().out(), new Told(terminal), common.debug());
                Vocabulary vocabulary = new Vocabulary(verbs);
                Repl repl = new Repl(
                        session, vocabulary, handbook(vocabulary, console.results()), desk, file, Version.NUMBER);
                if (terminal) {
                    Outcome outcome = repl.interactive(interruption, Console.colour());
                    if (session.used()) System.err.println(Report.record("session", outcome));
                    return 0;
                }
                Outcome outcome = repl.piped(interruption);
                if (session.used()) System.err.println(Report.summary(outcome));
                return outcome.status().code;
            }
        }
    }

    private record Told(boolean colour) implements Desk.Problems {
        @Override
        public void print(List<Problem> problems) {
            if (colour) Report.print(problems);
            else Report.print(problems, false);
        }

        @Override
        public void say(String sentence) {
            System.err.println(sentence);
        }
    }

    private static Handbook handbook(Vocabulary vocabulary, Screen screen) {
        Manual manual = new Manual(vocabulary);
        return new Handbook() {
            @Override
            public String overview() {
                return screen.wrapped(manual.overview());
            }

            @Override
            public Optional<String> page(String word) {
                return manual.page(word).map(screen::wrapped);
            }

            @Override
            public Optional<String> suggestion(String word) {
                return manual.suggestion(word);
            }

            @Override
            public String cached() {
                return ModelsCommand.list();
            }
        };
    }
}
