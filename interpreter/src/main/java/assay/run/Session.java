package assay.run;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.Folder;
import assay.grammar.Problem;
import assay.grammar.Source;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A script that is entered piece by piece. Each entry is checked against the names so far and run at once; a statement that
 * fails leaves no trace but a line of the record, and models stay open until the session is closed.
 */
public final class Session implements AutoCloseable {
    /** So many statements can be taken back. */
    private static final int REMEMBERED = 100;

    /**
     * What came of an entry.
     *
     * @param status of this entry alone
     * @param problems why it did not run to its end, and warnings
     * @param cause what lies behind a failure, for those who debug Assay itself
     */
    public record Answer(Status status, List<Problem> problems, Optional<Throwable> cause) {}

    /** The state before a statement, to which the session goes back when it fails or is taken back. */
    private record Mark(
            Names names,
            Env.Mark env,
            Seeds.Mark seeds,
            Notebook.Mark notebook,
            String engine,
            Predictions predictions,
            Map<String, Value> params) {}

    private final Runner runner;
    private final Folder folder;
    private final RunDirectory directory;
    private final Bench bench;
    private final Entries entries;
    private final Transcript transcript;
    private final Env env = Env.script();
    private final Deque<Mark> past = new ArrayDeque<>();
    private Names names = Names.script();
    private Map<String, Value> params = new HashMap<>();
    private Predictions predictions = Predictions.NONE;
    private Optional<Trouble> trouble = Optional.empty();
    private boolean used;

    private Session(Runner runner, Folder folder, String name) {
        this.runner = runner;
        this.folder = folder;
        this.directory = runner.directory(name);
        this.bench = new Bench(runner, name, folder, directory);
        this.entries = new Entries(folder, new Vocabulary(runner.verbs()));
        this.transcript =
                new Transcript(bench.run().seeds().root(), runner.options().engine());
        runner.interruption().lastWords(() -> bench.record(Status.INTERRUPTED, Optional.empty()));
    }

    /**
     * Begins a session, which makes its run directory.
     *
     * @param folder what it may read
     * @param name of its record
     */
    public static Session begin(Runner runner, Folder folder, String name) {
        return new Session(runner, folder, name);
    }

    /** Checks an entry and, if it is sound, runs its statements. */
    public Answer enter(Source source) {
        Entries.Entry entry = entries.check(source, names);
        Program program = entry.program();
        if (!program.sound()) return new Answer(Status.WRONG_SCRIPT, program.problems(), Optional.empty());
        return run(entry, new ArrayList<>(program.problems()));
    }

    /** Whether any statement has come to its end. */
    public boolean used() {
        return used;
    }

    private Answer run(Entries.Entry entry, List<Problem> problems) {
        Program program = entry.program();
        Source source = program.script().source();
        Interpreter interpreter = new Interpreter(program, bench.run());
        Names before = names;
        List<Stmt> finished = new ArrayList<>();
        int failed = failures();
        int[] end = {0};
        Mark[] mark = {mark()};
        bench.run().steps().anew();
        runner.interruption().over(); // what came too late for the statement before is not meant for this one
        try {
            interpreter.script(env, stmt -> {
                finished.add(stmt);
                used = true;
                remember(mark[0]);
                names = entry.after(finished, before);
                if (stmt instanceof Stmt.Param param)
                    params.put(
                            param.name().text(),
                            program.params().get(param.name().text()));
                if (stmt instanceof Stmt.Hypothesis hypothesis)
                    predictions = predictions.with(new Predictions.Open(program, hypothesis, false));
                end[0] = transcript.add(source, stmt, end[0], company().said());
                mark[0] = mark();
            });
            problems.addAll(judge());
            return new Answer(failures() > failed ? Status.EXPECTATION_FAILED : Status.OK, problems, Optional.empty());
        } catch (CancellationException interrupted) {
            back(mark[0]);
            return new Answer(Status.INTERRUPTED, problems, Optional.empty());
        } catch (Trouble stopped) {
            back(mark[0]);
            return failed(stopped, problems);
        } catch (RuntimeException internal) {
            back(mark[0]);
            Stmt stmt = program.script().statements().get(finished.size());
            return failed(Trouble.outside(source, stmt.span(), internal, List.of()), problems);
        } finally {
            bench.run().talk().clear();
        }
    }

    private Answer failed(Trouble stopped, List<Problem> problems) {
        trouble = Optional.of(stopped);
        problems.add(stopped.problem());
        return new Answer(stopped.status(), problems, Optional.ofNullable(stopped.getCause()));
    }

    private int failures() {
        return (int) bench.run().notebook().expectations().stream()
                .filter(expectation -> !expectation.held())
                .count();
    }

    /** Tells of the hypotheses that can be judged by now. */
    private List<Problem> judge() {
        Predictions.Judged judged = predictions.judge(entries, names, bench.run(), env);
        predictions = judged.predictions();
        return judged.problems();
    }

    private Mark mark() {
        Run run = bench.run();
        return new Mark(
                names,
                env.mark(),
                run.seeds().mark(),
                run.notebook().mark(),
                run.models().engines().word(),
                predictions,
                Map.copyOf(params));
    }

    private void remember(Mark mark) {
        past.push(mark);
        if (past.size() > REMEMBERED) past.removeLast();
    }

    private void back(Mark mark) {
        names = mark.names();
        env.back(mark.env());
        env.retain(names.all());
        bench.run().seeds().back(mark.seeds());
        bench.run().notebook().back(mark.notebook());
        bench.run().models().engines().script(mark.engine());
        predictions = mark.predictions();
        params = new HashMap<>(mark.params());
    }

    /** Takes the last statement back, with the names that it bound; gives its text, or nothing if there is none. */
    public Optional<String> undo() {
        if (past.isEmpty() || transcript.isEmpty()) return Optional.empty();
        back(past.pop());
        Transcript.Line last = transcript.last();
        transcript.remove(last);
        if (last.stmt() instanceof Stmt.Import) entries.forget();
        directory.event(
                JsonNodeFactory.instance.objectNode().put("kind", "undo").put("statement", last.text()));
        return Optional.of(last.text());
    }

    /** A script that gives the same results as this session; hypotheses that still wait are comments in it. */
    public String script() {
        return transcript.script(predictions.waiting());
    }

    /** How many statements there are in it. */
    public int size() {
        return transcript.size();
    }

    /** Whoever chats with models in this session. */
    public Company company() {
        return bench.run().company();
    }

    /** Takes away what an experiment has drawn. */
    public void clear() {
        bench.run().talk().clear();
    }

    public Names names() {
        return names;
    }

    public Entries entries() {
        return entries;
    }

    public Folder folder() {
        return folder;
    }

    /** The models that are open, a line for each. */
    public List<String> models() {
        return bench.run().models().opened().stream()
                .map(opened -> opened.model().name() + ": " + opened.source() + ", "
                        + opened.model().engine().name())
                .toList();
    }

    /** Writes down how things stand, so that little is lost if the program is killed. */
    public void record() {
        bench.script(script());
        bench.params(params, bench.run().models().engines().word());
    }

    /**
     * Writes down what came of the session as a whole.
     *
     * @param last of the entry that ended it, if one did
     */
    public Outcome end(Status last) {
        predictions.results().forEach(bench.run().notebook()::add);
        record();
        boolean stopped = last != Status.OK && last != Status.EXPECTATION_FAILED;
        Status whole = failures() > 0 ? Status.EXPECTATION_FAILED : Status.OK;
        return bench.record(stopped ? last : whole, stopped ? trouble : Optional.empty());
    }

    /** Closes the models; the record of a session in which nothing was done is removed. */
    @Override
    public void close() {
        try (directory) {
            bench.close();
        }
        if (!used) directory.discard();
    }
}
