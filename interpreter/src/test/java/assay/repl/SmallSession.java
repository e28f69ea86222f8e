package assay.repl;

import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.grammar.Problem;
import assay.grammar.Problems;
import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import assay.run.Engines;
import assay.run.Interruption;
import assay.run.Runner;
import assay.run.Session;
import assay.run.Talk;
import assay.show.LiveView;
import assay.show.Screen;
import assay.show.Show;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A session without a terminal, and what it says. */
final class SmallSession implements AutoCloseable {
    final Session session;
    final Shell shell;
    final Helper helper;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** @param directory its folder, with a run directory in it */
    SmallSession(Path directory) {
        Folder folder = Folder.of(directory.resolve("any.exp"));
        Verbs verbs = FileVerbs.table(folder);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Screen screen = Screen.lines(out);
        Talk talk = new Talk(
                screen,
                new LiveView(screen, true),
                new Show(verbs.all().stream().map(Verb::spec).toList()));
        Runner runner = new Runner(
                verbs,
                talk,
                new Engines.Options(Optional.of("cpu"), Optional.empty()),
                Optional.empty(),
                Optional.of(directory.resolve("run")),
                Optional.empty(),
                "test",
                new Interruption());
        session = Session.begin(runner, folder, "repl");
        Desk.Problems told = new Desk.Problems() {
            @Override
            public void print(List<Problem> problems) {
                Problems all = new Problems();
                all.addAll(problems);
                out.print(all.render(false));
            }

            @Override
            public void say(String sentence) {
                out.println(sentence);
            }
        };
        Handbook handbook = new Handbook() {
            @Override
            public String overview() {
                return "all words\n";
            }

            @Override
            public Optional<String> page(String word) {
                return word.equals("battle") ? Optional.of("battle A vs B\n\nResult\n  winner\n") : Optional.empty();
            }

            @Override
            public Optional<String> suggestion(String word) {
                return Optional.of("battle").filter(meant -> word.startsWith("bat"));
            }

            @Override
            public String cached() {
                return "no models\n";
            }
        };
        shell = new Shell(session, handbook, new Desk(out, told, false));
        helper = new Helper(session, new Vocabulary(verbs), handbook);
    }

    /** What was said since the last time. */
    String said() {
        String text = said.toString(StandardCharsets.UTF_8);
        said.reset();
        return text;
    }

    /** Enters, and gives what is said to it. */
    String enter(String text) {
        shell.enter(text);
        return said();
    }

    @Override
    public void close() {
        session.close();
    }
}
