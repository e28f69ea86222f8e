package assay.cli;

import assay.files.ScriptFile;
import assay.grammar.Format;
import assay.grammar.Parse;
import assay.grammar.Source;
import assay.lib.verb.Failure;
import assay.show.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay fmt FILE... [--check]}. */
@Command(name = "fmt", description = "Format scripts in place; comments stay.")
final class FmtCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Scripts.")
    private List<String> scripts;

    @Option(names = "--check", description = "Change nothing; exit with 1 if a script is not formatted.")
    private boolean check;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        int status = 0;
        for (String script : scripts) {
            try {
                status = Math.max(status, format(script));
            } catch (Failure unreadable) {
                System.err.println("error: " + Glyphs.visible(unreadable.getMessage()));
                status = Assay.WRONG;
            }
        }
        return status;
    }

    private int format(String script) {
        ScriptFile file = ScriptFile.started(script);
        Source source = new Source(file.name(), file.text());
        Optional<String> formatted = Format.script(source);
        if (formatted.isEmpty()) {
            Report.print(Parse.script(source).problems());
            return Assay.WRONG;
        }
        if (formatted.get().equals(file.text())) return 0;
        if (check) {
            System.err.println(script + " is not formatted; `assay fmt " + script + "` does it");
            return 1;
        }
        if (script.equals("-")) System.out.print(formatted.get());
        else write(Path.of(script), formatted.get());
        return 0;
    }

    /** Whole or not at all. */
    private static void write(Path script, String text) {
        try {
            Path real = script.toRealPath();
            Path temporary =
                    Files.createTempFile(real.getParent(), real.getFileName().toString(), ".part");
            try {
                Files.copy(real, temporary, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                Files.writeString(temporary, text);
                Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new Failure("`" + script + "` cannot be written; check its permissions");
        }
    }
}
