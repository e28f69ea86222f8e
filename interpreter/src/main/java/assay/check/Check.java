package assay.check;

import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Parse;
import assay.grammar.Parsed;
import assay.grammar.Problems;
import assay.grammar.Source;
import assay.grammar.ast.Stmt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The second stage: a script's text becomes a program, and everything wrong with it is known. */
public final class Check {
    private Check() {}

    /** Reads and checks a prelude, which reads no files and takes no params. */
    public static Program prelude(ScriptFile file, Vocabulary vocabulary) {
        Problems problems = new Problems();
        Parsed parsed = Parse.script(new Source(file.name(), file.text()));
        Program program = Program.of(parsed.script());
        Imports imports = new Imports(new Folder(Path.of(""), Path.of("")), file.key(), vocabulary, problems);
        new Checker(program, vocabulary, new Overrides(Overrides.NONE), imports, problems).check(Names.script());
        program.problems().addAll(parsed.problems());
        program.problems().addAll(problems.list());
        return program;
    }

    /** Reads and checks a script; it may run when the program is {@linkplain Program#sound sound}. */
    public static Program script(ScriptFile file, Map<String, String> params, Vocabulary vocabulary) {
        Parsed parsed = Parse.script(new Source(file.name(), file.text()));
        Problems problems = new Problems();
        problems.addAll(parsed.problems());
        Program program = Program.of(parsed.script());
        Overrides overrides = new Overrides(params);
        Imports imports = new Imports(file.folder().orElseThrow(), file.key(), vocabulary, problems);
        new Checker(program, vocabulary, overrides, imports, problems).check(Names.script());
        List<String> names = parsed.script().statements().stream()
                .filter(Stmt.Param.class::isInstance)
                .map(stmt -> ((Stmt.Param) stmt).name().text())
                .toList();
        overrides.unused(names, vocabulary, problems);
        program.problems().addAll(problems.list());
        return program;
    }
}
