package assay.run;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Problems;
import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import assay.show.LiveView;
import assay.show.Screen;
import assay.show.Show;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs scripts without a process of their own.
 *
 * @param verbs the table, for the folder of the script
 */
public record InProcess(Function<Folder, Verbs> verbs) {

    /**
     * What a script said: its output, and what was wrong.
     *
     * @param outcome nothing if the script did not run
     */
    public record Said(Optional<Outcome> outcome, String out, String problems) {}

    /** With the verbs that the program has. */
    public static InProcess standard() {
        return new InProcess(FileVerbs::table);
    }

    /** @param directory of the run */
    public Said run(Path script, Map<String, String> params, Path directory) {
        return after(Earlier.NONE, script, params, directory);
    }

    /** With the results of other runs. */
    public Said after(Earlier earlier, Path script, Map<String, String> params, Path directory) {
        return run(
                script,
                params,
                Optional.of(directory),
                Optional.empty(),
                Optional.empty(),
                new Before(Optional.empty(), Pins.NONE, earlier));
    }

    /** Goes on with the run in a directory, as {@code --resume} does. */
    public Said resume(Path script, Path directory, Optional<Long> seed) {
        Resumed resumed = Resumed.read(directory);
        return run(
                script,
                resumed.params().written(),
                Optional.empty(),
                Optional.of(resumed),
                seed,
                resumed.before(Earlier.NONE));
    }

    private Said run(
            Path script,
            Map<String, String> params,
            Optional<Path> directory,
            Optional<Resumed> resumed,
            Optional<Long> seed,
            Before before) {
        ScriptFile file = ScriptFile.started(script.toString());
        Verbs table = verbs.apply(file.folder().orElseThrow());
        Program program = Check.script(file, params, new Vocabulary(table));
        Problems problems = new Problems();
        problems.addAll(program.problems());
        if (!program.sound()) return new Said(Optional.empty(), "", problems.render(false));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = Screen.lines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Talk talk = new Talk(
                screen,
                new LiveView(screen, true),
                new Show(table.all().stream().map(Verb::spec).toList()));
        Outcome outcome = new Runner(
                        table,
                        talk,
                        new Engines.Options(Optional.of("cpu"), Optional.empty()),
                        seed,
                        directory,
                        resumed,
                        before,
                        "test",
                        new Interruption())
                .run(program, file);
        outcome.problem().ifPresent(problems::add);
        return new Said(Optional.of(outcome), bytes.toString(StandardCharsets.UTF_8), problems.render(false));
    }
}
