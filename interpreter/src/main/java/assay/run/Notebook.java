package assay.run;

import assay.files.Digest;
import assay.grammar.Source;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import assay.lib.value.Value;
import assay.lib.value.Values;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run has found so far, in the order found; may be read from another thread. */
final class Notebook {
    private static final int LONGEST_SUMMARY = 160;
    private static final double NANOS = 1e9;

    /** What had been found at a time. */
    record Mark(Map<String, JsonNode> results, Map<String, Integer> unnamed, List<Expectation> expectations) {}

    private final Consumer<JsonNode> events;
    private final Map<String, JsonNode> results = new LinkedHashMap<>();
    private final Map<String, Integer> unnamed = new HashMap<>();
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Hypothesis> hypotheses = new ArrayList<>();
    private Optional<Value> found = Optional.empty();
    private int finished;

    /** @param events takes a line for every finished statement */
    Notebook(Consumer<JsonNode> events) {
        this.events = events;
    }

    /** The value of the statement that is being run. */
    synchronized void found(Value value) {
        found = Optional.of(value);
    }

    /** A result by the script's own name for it. */
    synchronized void result(String name, Value value) {
        results.put(name, Recorded.json(value));
    }

    /** A result without a name: the first {@code ask} is {@code ask#1}. */
    synchronized void unnamed(String verb, Value value) {
        int number = unnamed.merge(verb, 1, Integer::sum);
        results.put(verb + "#" + number, Recorded.json(value));
    }

    synchronized void add(Expectation expectation) {
        expectations.add(expectation);
    }

    synchronized void add(Hypothesis hypothesis) {
        hypotheses.add(hypothesis);
    }

    /** A statement has come to its end. */
    void finished(Source source, Stmt stmt, long nanos) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("index", finished++);
        event.put("script", source.name());
        event.put("line", source.line(stmt.span().start()));
        event.put("kind", kind(stmt));
        name(stmt).ifPresent(name -> event.put("name", name.text()));
        found.ifPresent(value -> {
            event.put("digest", Digest.of(Recorded.json(value).toString()));
            event.put("summary", summary(value));
        });
        if (stmt instanceof Stmt.Expect)
            event.put("held", expectations.getLast().held());
        event.put("seconds", nanos / NANOS);
        found = Optional.empty();
        events.accept(event);
    }

    synchronized Mark mark() {
        return new Mark(results(), Map.copyOf(unnamed), expectations());
    }

    /** Forgets what has been found since; the events stay, since they have happened. */
    synchronized void back(Mark mark) {
        found = Optional.empty();
        results.clear();
        results.putAll(mark.results());
        unnamed.clear();
        unnamed.putAll(mark.unnamed());
        expectations.clear();
        expectations.addAll(mark.expectations());
    }

    synchronized Map<String, JsonNode> results() {
        return new LinkedHashMap<>(results);
    }

    synchronized List<Expectation> expectations() {
        return List.copyOf(expectations);
    }

    synchronized List<Hypothesis> hypotheses() {
        return List.copyOf(hypotheses);
    }

    private static String summary(Value value) {
        String text = Values.brief(value);
        if (text.codePointCount(0, text.length()) <= LONGEST_SUMMARY) return text;
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_SUMMARY)) + "...";
    }

    private static String kind(Stmt stmt) {
        return switch (stmt) {
            case Stmt.Seed _ -> "seed";
            case Stmt.EngineChoice _ -> "engine";
            case Stmt.Param _ -> "param";
            case Stmt.ModelDecl _ -> "model";
            case Stmt.Use _ -> "use";
            case Stmt.Let _ -> "let";
            case Stmt.Print _ -> "print";
            case Stmt.Show _ -> "show";
            case Stmt.Plot _ -> "plot";
            case Stmt.Save _ -> "save";
            case Stmt.Expect _ -> "expect";
            case Stmt.Hypothesis _ -> "hypothesis";
            case Stmt.For _ -> "for";
            case Stmt.Repeat _ -> "repeat";
            case Stmt.If _ -> "if";
            case Stmt.Define _ -> "define";
            case Stmt.Return _ -> "return";
            case Stmt.Import _ -> "import";
            case Stmt.Run _ -> "run";
        };
    }

    private static Optional<Name> name(Stmt stmt) {
        return switch (stmt) {
            case Stmt.Param param -> Optional.of(param.name());
            case Stmt.ModelDecl model -> Optional.of(model.name());
            case Stmt.Let let -> Optional.of(let.name());
            case Stmt.Hypothesis hypothesis -> Optional.of(hypothesis.name());
            case Stmt.For loop -> Optional.of(loop.name());
            case Stmt.Define define -> Optional.of(define.name());
            case Stmt.Seed _,
                    Stmt.EngineChoice _,
                    Stmt.Use _,
                    Stmt.Print _,
                    Stmt.Show _,
                    Stmt.Plot _,
                    Stmt.Save _,
                    Stmt.Expect _,
                    Stmt.Repeat _,
                    Stmt.If _,
                    Stmt.Return _,
                    Stmt.Import _,
                    Stmt.Run _ -> Optional.empty();
        };
    }
}
