package assay.cli;

import picocli.CommandLine.Option;

/** What every command can be told. */
final class CommonOptions {
    @Option(names = "--debug", description = "Show where in Assay a failure happened.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    boolean debug() {
        return debug;
    }
}
