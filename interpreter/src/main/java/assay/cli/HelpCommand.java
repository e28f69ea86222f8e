package assay.cli;

import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.show.Screen;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay help [TOPIC]}. */
@Command(name = "help", description = "The manual: every statement, verb, setting and function.")
final class HelpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "A word of the language or a command.")
    private Optional<String> topic;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Manual manual = new Manual(new Vocabulary(FileVerbs.table(new Folder(Path.of(""), Path.of("")))));
        if (topic.isEmpty()) {
            spec.root().commandLine().usage(System.out);
            System.out.print(Screen.standardOutput(false).wrapped(manual.overview()));
            return 0;
        }
        String word = topic.get();
        Optional<String> page = manual.page(word);
        if (page.isPresent()) {
            System.out.print(Screen.standardOutput(false).wrapped(page.get()));
        } else if (spec.root().subcommands().containsKey(word)) {
            spec.root().subcommands().get(word).usage(System.out);
        } else {
            String meant = manual.suggestion(word)
                    .map(s -> "; did you mean `" + s + "`?")
                    .orElse("; try `assay help`");
            System.err.println("error: the manual has nothing about `" + word + "`" + meant);
            return Assay.WRONG;
        }
        return 0;
    }
}
