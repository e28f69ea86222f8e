package assay.lsp;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.files.ScriptFile;
import assay.grammar.Source;
import assay.lib.verb.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A script that is open in an editor, checked.
 *
 * @param uri as the editor names it
 * @param text as the editor holds it, saved or not
 */
record Document(String uri, String text, Folder folder, Program program, Vocabulary vocabulary, Places places) {

    static Document of(String uri, String text) {
        ScriptFile file = file(uri, text);
        Folder folder = file.folder().orElseThrow();
        Vocabulary vocabulary = new Vocabulary(FileVerbs.table(folder));
        return new Document(uri, text, folder, Check.script(file, Map.of(), vocabulary), vocabulary, new Places(text));
    }

    /** The same document with another text. */
    Document with(String other) {
        return of(uri, other);
    }

    Source source() {
        return program.script().source();
    }

    /** A text that is no file yet is a script in the directory where the server runs, like standard input. */
    private static ScriptFile file(String uri, String text) {
        Optional<Path> path = path(uri);
        if (path.isPresent()) {
            try {
                Folder folder = Folder.of(path.get());
                return new ScriptFile(path.get().getFileName().toString(), key(path.get()), text, Optional.of(folder));
            } catch (Failure noDirectory) {
                // Its directory is not there yet, so it has nothing to read.
            }
        }
        return new ScriptFile("script", uri, text, Optional.of(Folder.of(Path.of("script"))));
    }

    private static Optional<Path> path(String uri) {
        try {
            Path path = Path.of(URI.create(uri));
            return path.getFileName() == null ? Optional.empty() : Optional.of(path);
        } catch (RuntimeException noFile) {
            return Optional.empty();
        }
    }

    private static String key(Path path) {
        try {
            return Files.exists(path) ? path.toRealPath().toString() : path.toString();
        } catch (IOException unreadable) {
            return path.toString();
        }
    }
}
