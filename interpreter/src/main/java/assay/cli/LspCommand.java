package assay.cli;

import assay.lsp.Server;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay lsp}. */
@Command(name = "lsp", description = "Serve an editor: the language server protocol on standard input and output.")
final class LspCommand implements Callable<Integer> {
    @Option(names = "--stdio", hidden = true, description = "What it does anyway; some editors say so.")
    private boolean stdio;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        PrintStream messages = System.out;
        System.setOut(System.err); // whatever else is printed must not stand between messages
        return Server.serve(System.in, messages, Version.NUMBER);
    }
}
