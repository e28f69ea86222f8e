package assay.run;

import assay.grammar.Source;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements of a session that have come to their end, and the script that does the same. */
final class Transcript {
    /**
     * A statement.
     *
     * @param text as it was entered, with the comments above it
     */
    record Line(Stmt stmt, String text) {}

    private final long seed;
    private final Optional<String> engine;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param seed what the session begins with
     * @param engine the command line's, which replaces what statements say
     */
    Transcript(long seed, Optional<String> engine) {
        this.seed = seed;
        this.engine = engine;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    int size() {
        return lines.size();
    }

    void remove(Line line) {
        lines.remove(line);
    }

    /**
     * Adds a statement.
     *
     * @param from where the one before it ends in the same source
     * @param said what somebody said in the chat that it was; the script says it again
     * @return where this one ends
     */
    int add(Source source, Stmt stmt, int from, List<String> said) {
        String text = source.text();
        int start = stmt.span().start();
        int end = stmt.span().end();
        int newline = text.indexOf('\n', end);
        String rest = text.substring(end, newline < 0 ? text.length() : newline).strip();
        if (rest.startsWith("#")) end = newline < 0 ? text.length() : newline;
        String comments = text.substring(Math.min(from, start), start)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("#") && !line.startsWith("#!"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String written = text.substring(start, end).stripTrailing();
        lines.add(new Line(stmt, comments + (said.isEmpty() ? written : again(written, said))));
        return end;
    }

    private static String again(String chat, List<String> said) {
        return said.stream()
                .map(line -> "    \""
                        + line.replace("\\", "\\\\").replace("\"", "\\\"").replace("{", "\\u{7B}") + "\"")
                .collect(Collectors.joining(",\n", chat + " with [\n", "\n]"));
    }

    Line last() {
        return lines.getLast();
    }

    /**
     * A script that gives the same results, with the seed at its head.
     *
     * @param waiting what speaks of names that are not bound, and becomes a comment
     */
    String script(List<Stmt> waiting) {
        StringBuilder out = new StringBuilder();
        boolean seeded = !lines.isEmpty() && lines.getFirst().stmt() instanceof Stmt.Seed;
        if (!seeded) out.append("seed ").append(seed).append('\n');
        engine.ifPresent(word -> out.append("engine ").append(word).append('\n'));
        for (Line line : lines) {
            boolean replaced = engine.isPresent() && line.stmt() instanceof Stmt.EngineChoice;
            String text = waiting.contains(line.stmt()) ? "# " + line.text().replace("\n", "\n# ") : line.text();
            if (!replaced) out.append(text).append('\n');
        }
        return out.toString();
    }
}
