package assay.cli;

import assay.grammar.Suggest;
import assay.lib.verb.Failure;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "assay",
        description = "An experiment language for language models.",
        subcommands = {RunCommand.class, CheckCommand.class, HelpCommand.class, VersionCommand.class})
public final class Assay implements Runnable {
    static final int WRONG = 2;
    static final int OUTSIDE = 3;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Runs a command; gives the exit status. */
    public static int execute(String... args) {
        Console.wipeIncubatorWarning();
        CommandLine line = new CommandLine(new Assay());
        line.setExecutionExceptionHandler((exception, failed, parsed) -> failed(exception, List.of(args)));
        line.setParameterExceptionHandler((exception, arguments) -> misused(exception, List.of(args)));
        boolean run = args.length > 0 && args[0].equals("run");
        if (!run) return line.execute(args);
        Arguments arguments =
                Arguments.split(List.of(args), line.getSubcommands().get("run").getCommandSpec());
        RunCommand command = line.getSubcommands().get("run").getCommand();
        command.params(arguments.params());
        return line.execute(arguments.rest().toArray(String[]::new));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int misused(CommandLine.ParameterException exception, List<String> args) {
        say(complaint(exception) + "; try `assay help`", args);
        return WRONG;
    }

    private static String complaint(CommandLine.ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        if (!(exception instanceof CommandLine.UnmatchedArgumentException unmatched) || line.getParent() != null) {
            return exception.getMessage();
        }
        String word = unmatched.getUnmatched().getFirst();
        String meant = new Suggest().label(line.getSubcommands().keySet(), word);
        return "there is no command `" + word + "`" + (meant.isEmpty() ? "" : ", " + meant);
    }

    private static int failed(Exception exception, List<String> args) {
        if (args.contains("--debug")) exception.printStackTrace();
        switch (exception) {
            case Failure failure -> {
                say(failure.getMessage(), args);
                return WRONG;
            }
            case UncheckedIOException file ->
                say(file.getMessage() + ": " + file.getCause().getMessage(), args);
            case Exception other -> say("internal error: " + other + "; run it again with --debug and report it", args);
        }
        return OUTSIDE;
    }

    /** An error that has no place in a script. */
    private static void say(String message, List<String> args) {
        if (args.contains("--json")) System.out.println(Report.json(message));
        System.err.println("error: " + message);
    }
}
