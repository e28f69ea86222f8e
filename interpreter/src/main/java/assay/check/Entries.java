package assay.check;

import assay.check.Imports.Imported;
import assay.files.Folder;
import assay.grammar.Parse;
import assay.grammar.Parsed;
import assay.grammar.Problem;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Script;
import assay.grammar.ast.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks what a session is told, entry by entry: each sees the names that those before it have bound. */
public final class Entries {
    private static final String KEY = "a session";

    private final Folder folder;
    private final Vocabulary vocabulary;
    private final Map<String, Imported> imported = new HashMap<>();

    /** @param folder what a session may read */
    public Entries(Folder folder, Vocabulary vocabulary) {
        this.folder = folder;
        this.vocabulary = vocabulary;
    }

    /**
     * An entry that may run if its program is sound.
     *
     * @param names those before it and its own
     */
    public record Entry(Program program, Names names) {

        /**
         * The names when only some of the entry's statements have run.
         *
         * @param before the names before the entry
         */
        public Names after(List<Stmt> finished, Names before) {
            List<Source> imports = finished.stream()
                    .filter(Stmt.Import.class::isInstance)
                    .map(stmt -> program.imports().get(stmt).script().source())
                    .toList();
            Names some = names.only(binding -> before.has(binding.name().text())
                    || imports.contains(binding.source())
                    || finished.stream().anyMatch(stmt -> binds(stmt, binding)));
            some.using(before.using() || finished.stream().anyMatch(Stmt.Use.class::isInstance));
            return some;
        }

        /** The names that can be read at an offset of the entry. */
        public Names at(int offset) {
            Names scope = program.insight().names(offset).orElse(names);
            return scope.only(binding -> program.insight().readable(binding.name(), offset));
        }

        private boolean binds(Stmt stmt, Binding binding) {
            int start = binding.name().span().start();
            return binding.source() == program.script().source()
                    && stmt.span().start() <= start
                    && start < stmt.span().end();
        }
    }

    public Entry check(Source source, Names before) {
        Parsed parsed = Parse.script(source);
        Problems problems = new Problems();
        problems.addAll(parsed.problems());
        Program program = Program.of(parsed.script());
        Names names = before.copy();
        Map<String, Imported> known = new HashMap<>(imported);
        checker(program, known, problems).statements(names);
        program.problems().addAll(problems.list());
        if (program.sound()) imported.putAll(known);
        return new Entry(program, names);
    }

    /** Reads scripts anew that are imported from here on, since they may have changed. */
    public void forget() {
        imported.clear();
    }

    /** What is wrong with a hypothesis of an entry now; nothing when everything that it speaks of is bound and fits. */
    public List<Problem> claims(Program program, Stmt.Hypothesis hypothesis, Names names) {
        Problems problems = new Problems();
        checker(program, new HashMap<>(imported), problems).hypotheses().claims(hypothesis, names);
        return problems.list();
    }

    /** Whether a hypothesis speaks of a name that is not bound yet. */
    public static boolean waits(Stmt.Hypothesis hypothesis, Names names) {
        return Stream.concat(hypothesis.predictions().stream(), hypothesis.falsifiers().stream())
                .anyMatch(claim ->
                        Parts.any(claim, part -> part instanceof Expr.Ref(var name) && !names.has(name.text())));
    }

    /** What is known of an expression, e.g. {@code war.players}; nothing if anything is wrong with it. */
    public Known known(String expression, Names names) {
        Source source = new Source("expression", "print (" + expression + "\n)");
        Parsed parsed = Parse.script(source);
        if (!parsed.problems().isEmpty() || parsed.script().statements().size() != 1) return Known.NOTHING;
        if (!(parsed.script().statements().getFirst() instanceof Stmt.Print print)) return Known.NOTHING;
        Problems problems = new Problems();
        Program program = Program.of(new Script(source, List.of()));
        Known known = checker(program, new HashMap<>(imported), problems)
                .known(print.values().getFirst(), names);
        return problems.isEmpty() ? known : Known.NOTHING;
    }

    private Checker checker(Program program, Map<String, Imported> known, Problems problems) {
        Imports imports = new Imports(folder, List.of(KEY), known, vocabulary, problems);
        return new Checker(program, vocabulary, new Overrides(Overrides.NONE), imports, problems);
    }
}
