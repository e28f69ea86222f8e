package assay.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for the shell fish, which picocli does not write: one line for each command and option. */
record FishCompletion(CommandSpec root) {

    String script() {
        List<String> lines = new ArrayList<>();
        lines.add("# fish completions for " + root.name());
        add(root, List.of(), lines);
        return String.join("\n", lines) + "\n";
    }

    private void add(CommandSpec command, List<String> path, List<String> lines) {
        List<CommandSpec> inner = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .distinct()
                .toList();
        if (!inner.isEmpty()) {
            String names = inner.stream().map(CommandSpec::name).collect(Collectors.joining(" "));
            String condition = path.isEmpty() ? "__fish_use_subcommand" : seen(path) + "; and not " + seen(names);
            for (CommandSpec spec : inner)
                lines.add(line(condition) + " -f -a " + spec.name()
                        + description(spec.usageMessage().description()));
        }
        for (OptionSpec option : command.options()) if (!option.hidden()) lines.add(option(option, path));
        for (CommandSpec spec : inner) {
            List<String> longer = new ArrayList<>(path);
            longer.add(spec.name());
            add(spec, longer, lines);
        }
    }

    private String option(OptionSpec option, List<String> path) {
        StringBuilder out = new StringBuilder(line(path.isEmpty() ? "__fish_use_subcommand" : seen(path)));
        for (String name : option.names())
            out.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        if (option.arity().max() > 0) out.append(" -r");
        return out + description(option.description());
    }

    private static String seen(List<String> path) {
        return path.stream().map(FishCompletion::seen).collect(Collectors.joining("; and "));
    }

    private static String seen(String words) {
        return "__fish_seen_subcommand_from " + words;
    }

    private String line(String condition) {
        return "complete -c " + root.name() + " -n " + quoted(condition);
    }

    private static String description(String... lines) {
        return lines.length == 0 ? "" : " -d " + quoted(String.join(" ", lines).replace("$$", "$"));
    }

    /** A text that fish takes as it stands. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
