package assay.cli;

import assay.lib.verb.Failure;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay completion bash|zsh|fish}. */
@Command(name = "completion", description = "Print a script that completes `assay` in a shell.")
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        System.out.print(
                switch (shell) {
                    // The script for bash says itself what zsh needs.
                    case "bash", "zsh" -> AutoComplete.bash(root.name(), root.commandLine());
                    case "fish" -> new FishCompletion(root).script();
                    case String other ->
                        throw new Failure("there is no completion for `" + other + "`; there is bash, zsh and fish");
                });
        return 0;
    }
}
