package assay.run;

import assay.check.Program;
import assay.files.Digest;
import assay.files.ScriptFile;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hypotheses of a script as they were frozen before its results were known, in {@code SCRIPT.registered} beside it.
 *
 * @param time when that was, UTC
 * @param script the SHA-256 of the whole script
 * @param hypotheses the SHA-256 of each, by name; white space does not count
 */
public record Registration(Instant time, String script, Map<String, String> hypotheses) {
    private static final long LARGEST = 1 << 20;

    /**
     * What became of a hypothesis since.
     *
     * @param state {@code unchanged}, {@code changed}, {@code removed} or {@code not registered}
     * @param script whether the rest of the script is as it was
     */
    public record Standing(String state, Instant time, boolean script) {
        /** For people. */
        public String words() {
            String when = time.toString().substring(0, 10);
            return switch (state) {
                case "unchanged" -> "registered " + when + (script ? "" : ", the script around it has changed since");
                case "removed" -> "REMOVED since it was registered " + when;
                case "changed" -> "CHANGED since it was registered " + when;
                default -> "not among what was registered " + when;
            };
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("state", state)
                    .put("time", time.toString())
                    .put("script_unchanged", script);
        }
    }

    /** Freezes the hypotheses of a script, once; a {@link Failure} says why not. Gives the file that was written. */
    public static Path register(Program program, ScriptFile file, String version) {
        Map<String, String> texts = texts(program);
        if (texts.isEmpty())
            throw new Failure("`" + file.name()
                    + "` has no hypothesis to register; write `hypothesis H1 \"why\" { predict ... }`");
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("script", file.name());
        document.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("assay", version);
        document.put("sha256", Digest.of(program.script().source().text()));
        ObjectNode hypotheses = document.putObject("hypotheses");
        texts.forEach(
                (name, text) -> hypotheses.putObject(name).put("text", text).put("sha256", Digest.of(text)));
        Path target = path(file);
        try {
            Files.writeString(target, document.toPrettyString() + "\n", StandardOpenOption.CREATE_NEW);
            return target;
        } catch (FileAlreadyExistsException before) {
            throw new Failure(
                    "`" + file.name() + "` was registered before; what is frozen stays so. To begin anew, remove "
                            + target.getFileName());
        } catch (IOException e) {
            throw new Failure("`" + target.getFileName() + "` cannot be written (" + e.getMessage() + ")");
        }
    }

    /** What was registered for a script; a {@link Failure} if the file beside it is damaged. */
    static Optional<Registration> of(ScriptFile file) {
        Path path = path(file);
        if (!Files.isRegularFile(path)) return Optional.empty();
        try {
            if (Files.size(path) > LARGEST) throw damaged(path);
            JsonNode document = new ObjectMapper().readTree(Files.readString(path));
            Map<String, String> hypotheses = new LinkedHashMap<>();
            document.path("hypotheses")
                    .properties()
                    .forEach(entry -> hypotheses.put(
                            entry.getKey(), entry.getValue().path("sha256").asText()));
            return Optional.of(new Registration(
                    Instant.parse(document.path("time").asText()),
                    document.path("sha256").asText(),
                    hypotheses));
        } catch (IOException | java.time.DateTimeException e) {
            throw damaged(path);
        }
    }

    private static Failure damaged(Path path) {
        return new Failure("`" + path.getFileName() + "` is damaged; remove it, and register the hypotheses again");
    }

    private static Path path(ScriptFile file) {
        return Path.of(file.key() + ".registered");
    }

    /** How a hypothesis stands to what was registered. */
    Standing standing(Program program, Stmt.Hypothesis hypothesis) {
        boolean same = Digest.of(program.script().source().text()).equals(script);
        String registered = hypotheses.get(hypothesis.name().text());
        if (registered == null) return new Standing("not registered", time, same);
        boolean unchanged = registered.equals(Digest.of(text(program, hypothesis)));
        return new Standing(unchanged ? "unchanged" : "changed", time, same);
    }

    /** What was registered and is gone from the script; each counts as a hypothesis that was not measured. */
    List<Hypothesis> removed(Program program) {
        Map<String, String> texts = texts(program);
        return hypotheses.keySet().stream()
                .filter(name -> !texts.containsKey(name))
                .map(name -> Hypothesis.of(name, Optional.empty(), List.of(), List.of())
                        .unmeasured(new Standing("removed", time, false)))
                .toList();
    }

    private static Map<String, String> texts(Program program) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Stmt stmt : program.script().statements())
            if (stmt instanceof Stmt.Hypothesis hypothesis)
                texts.put(hypothesis.name().text(), text(program, hypothesis));
        return texts;
    }

    /** A hypothesis on one line, without comments. */
    private static String text(Program program, Stmt.Hypothesis hypothesis) {
        String written = program.script()
                .source()
                .text()
                .substring(hypothesis.span().start(), hypothesis.span().end());
        return written.strip().replaceAll("\\s+", " ");
    }
}
