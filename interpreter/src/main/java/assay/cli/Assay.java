package assay.cli;

import assay.engine.EngineException;
import assay.grammar.Suggest;
import assay.lib.verb.Failure;
import assay.show.Glyphs;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "assay",
        description = "An experiment language for language models.",
        subcommands = {
            RunCommand.class,
            ReplCommand.class,
            ChatCommand.class,
            CheckCommand.class,
            FmtCommand.class,
            LspCommand.class,
            CompletionCommand.class,
            DoctorCommand.class,
            ModelsCommand.class,
            RegisterCommand.class,
            ReportCommand.class,
            PlanCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            PackCommand.class,
            HelpCommand.class,
            VersionCommand.class
        })
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
        List<String> words = Stream.concat(startsScript(args) ? Stream.of("run") : Stream.of(), Stream.of(args))
                .toList();
        try {
            return execute(words);
        } catch (OutOfMemoryError | StackOverflowError e) {
            if (words.contains("--debug")) e.printStackTrace();
            say("there is not enough memory for this; give Java more with JAVA_TOOL_OPTIONS=-Xmx16g", words);
            return OUTSIDE;
        }
    }

    private static int execute(List<String> words) {
        CommandLine line = new CommandLine(new Assay());
        line.setExecutionExceptionHandler((exception, failed, parsed) -> failed(exception, words));
        line.setParameterExceptionHandler((exception, arguments) -> misused(exception, words));
        String first = words.isEmpty() ? "" : words.getFirst();
        if (!first.equals("run") && !first.equals("plan")) return line.execute(words.toArray(String[]::new));
        CommandLine command = line.getSubcommands().get(first);
        Arguments arguments = Arguments.split(words, command.getCommandSpec());
        if (command.getCommand() instanceof RunCommand run) run.params(arguments.params());
        if (command.getCommand() instanceof PlanCommand plan) plan.params(arguments.params());
        return line.execute(arguments.rest().toArray(String[]::new));
    }

    /** A script whose first line is {@code #!/usr/bin/env assay} is started without a command. */
    private static boolean startsScript(String... args) {
        return args.length > 0 && !args[0].startsWith("-") && args[0].endsWith(".exp");
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
        String command = "`" + line.getCommandSpec().qualifiedName() + "`";
        return switch (exception) {
            case CommandLine.UnmatchedArgumentException unmatched -> {
                String word = unmatched.getUnmatched().getFirst();
                String meant = new Suggest().label(line.getSubcommands().keySet(), word);
                boolean group = !line.getSubcommands().isEmpty() && !word.startsWith("-");
                if (line.getParent() == null || group) {
                    String whole = line.getParent() == null ? word : line.getCommandName() + " " + word;
                    yield "there is no command `" + whole + "`" + (meant.isEmpty() ? "" : ", " + meant);
                }
                yield word.startsWith("-")
                        ? command + " has no option `" + word + "`"
                        : command + " cannot take `" + word + "` as well";
            }
            case CommandLine.MissingParameterException missing
            when missing.getMissing().getFirst() instanceof ArgSpec argument ->
                argument instanceof OptionSpec option
                        ? "`" + option.longestName() + "` needs a value"
                        : command + " needs " + argument.paramLabel();
            case CommandLine.OverwrittenOptionException twice ->
                "`" + ((OptionSpec) twice.getOverwritten()).longestName() + "` is given twice";
            case CommandLine.ParameterException other -> other.getMessage();
        };
    }

    private static int failed(Exception exception, List<String> args) {
        if (args.contains("--debug")) exception.printStackTrace();
        switch (exception) {
            case Failure failure -> {
                say(failure.getMessage(), args);
                return WRONG;
            }
            case EngineException outside -> say(outside.getMessage(), args);
            case UncheckedIOException file ->
                say(file.getMessage() + ": " + file.getCause().getMessage(), args);
            case Exception other -> say("internal error: " + other + "; run it again with --debug and report it", args);
        }
        return OUTSIDE;
    }

    /** An error that has no place in a script. */
    private static void say(String message, List<String> args) {
        if (args.contains("--json")) System.out.println(Report.json(message));
        System.err.println("error: " + Glyphs.visible(message));
    }
}
