package assay.check;

import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Parse;
import assay.grammar.Parsed;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Failure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and checks the scripts that a script imports.
 *
 * @param chain the scripts that are being read, by their real path, to notice a circle
 * @param known scripts read before, by real path
 */
record Imports(
        Folder folder, List<String> chain, Map<String, Imported> known, Vocabulary vocabulary, Problems problems) {

    /** Scripts that import one another in a row. */
    private static final int DEEPEST = 50;

    Imports(Folder folder, String script, Vocabulary vocabulary, Problems problems) {
        this(folder, List.of(script), new HashMap<>(), vocabulary, problems);
    }

    /**
     * An imported script.
     *
     * @param definitions the names that it binds itself
     */
    record Imported(Program program, Map<String, Binding> definitions) {}

    /** The script that an import names; what is wrong with it is reported. */
    Optional<Imported> check(Stmt.Import imported, Diagnostics importer) {
        Expr source = imported.source();
        try {
            ScriptFile file;
            if (source instanceof Expr.Ref(var name)) file = ScriptFile.prelude(name.text());
            else if (Constants.of(source).isPresent())
                file = ScriptFile.imported(
                        folder, assay.lib.value.Values.text(Constants.of(source).get()));
            else return unreadable(source, importer);
            return read(file, source.span(), importer);
        } catch (Failure failure) {
            Sentence sentence = Sentence.of(failure);
            importer.error(source.span(), sentence.title(), sentence.label());
            return Optional.empty();
        }
    }

    private static Optional<Imported> unreadable(Expr source, Diagnostics importer) {
        if (!(source instanceof Expr.Missing)) {
            importer.error(
                    source.span(), "an import names its file as it is", "text without holes, or a prelude's name");
        }
        return Optional.empty();
    }

    private Optional<Imported> read(ScriptFile file, Span at, Diagnostics importer) {
        if (chain.contains(file.key())) {
            importer.error(at, "this import goes in a circle", String.join(" imports ", circle(file.key())));
            return Optional.empty();
        }
        Imported before = known.get(file.key());
        if (before != null) return Optional.of(before);
        if (chain.size() > DEEPEST) {
            importer.error(at, "imports go too deep", "at most " + DEEPEST + " scripts import one another in a row");
            return Optional.empty();
        }
        Source text = new Source(file.name(), file.text());
        Parsed parsed = Parse.script(text);
        problems.addAll(parsed.problems());
        onlyDefinitions(parsed.script().statements(), new Diagnostics(problems, text));
        Program program = Program.of(parsed.script());
        List<String> longer = java.util.stream.Stream.concat(chain.stream(), java.util.stream.Stream.of(file.key()))
                .toList();
        Imports inner = new Imports(file.folder().orElse(folder), longer, known, vocabulary, problems);
        Names names =
                new Checker(program, vocabulary, new Overrides(Overrides.NONE), inner, problems).check(Names.script());
        Map<String, Binding> own = new LinkedHashMap<>(names.own());
        own.values().removeIf(binding -> binding.source() != text);
        Imported found = new Imported(program, own);
        known.put(file.key(), found);
        return Optional.of(found);
    }

    private List<String> circle(String key) {
        List<String> paths = new java.util.ArrayList<>(chain.subList(chain.indexOf(key), chain.size()));
        paths.add(key);
        return paths.stream()
                .map(path -> String.valueOf(java.nio.file.Path.of(path).getFileName()))
                .toList();
    }

    private static void onlyDefinitions(List<Stmt> statements, Diagnostics problems) {
        for (Stmt stmt : statements) {
            boolean definition = stmt instanceof Stmt.Define
                    || stmt instanceof Stmt.Let
                    || stmt instanceof Stmt.ModelDecl
                    || stmt instanceof Stmt.Import;
            if (!definition) {
                problems.error(
                        stmt.span(),
                        "an imported script holds definitions only",
                        "`define`, `let`, `model` and `import` may stand here");
            }
        }
    }
}
