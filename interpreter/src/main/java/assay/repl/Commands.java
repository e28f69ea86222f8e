package assay.repl;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.grammar.Source;
import assay.grammar.Suggest;
import assay.lib.verb.Failure;
import assay.repl.Shell.Reply;
import assay.run.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What begins with a colon: it is about the session, and never part of a script. */
final class Commands {
    /** @param form how it is written */
    record Command(String name, String form, String help) {}

    static final List<Command> ALL = List.of(
            new Command("save", ":save FILE.exp", "writes the session as a script that gives the same results"),
            new Command("load", ":load FILE.exp", "runs a script as if it were typed here"),
            new Command("models", ":models", "the models that are open, and those in the hub's cache"),
            new Command("undo", ":undo", "forgets the last statement and the names that it bound"),
            new Command("time", ":time on|off", "says how long each entry took"),
            new Command("help", ":help [WORD]", "this list, or all that there is about a word of the language"),
            new Command("quit", ":quit", "leaves; so does Ctrl-D"));

    private static final String SUFFIX = ".exp";

    private final Shell shell;
    private final Session session;
    private final Handbook handbook;
    private final Desk desk;
    /** Files that this session has written and may write again. */
    private final Set<Path> saved = new HashSet<>();

    Commands(Shell shell, Session session, Handbook handbook, Desk desk) {
        this.shell = shell;
        this.session = session;
        this.handbook = handbook;
        this.desk = desk;
    }

    /** @param text what stands after the colon */
    Reply obey(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        try {
            return switch (words[0]) {
                case "save" -> save(argument);
                case "load" -> load(argument);
                case "models" -> models();
                case "undo" -> undo();
                case "time" -> time(argument);
                case "help" -> help(argument);
                case "quit" -> Reply.LEAVE;
                case String other -> unknown(other);
            };
        } catch (Failure failure) {
            return wrong(failure.getMessage());
        }
    }

    private Reply wrong(String sentence) {
        desk.say(sentence);
        return Reply.WRONG;
    }

    private Reply unknown(String name) {
        Optional<String> meant =
                new Suggest().among(ALL.stream().map(Command::name).toList(), name);
        return wrong("there is no command `:" + name + "`"
                + meant.map(word -> "; did you mean `:" + word + "`?").orElse("; `:help` lists them"));
    }

    private Reply save(String written) {
        if (session.size() == 0) return wrong("there is nothing to save yet; type a statement first");
        Path file = file(written, "save");
        if (Files.exists(file) && !saved.contains(file))
            return wrong("there is a `" + written + "` already; choose another name");
        String text = session.script();
        ScriptFile script = new ScriptFile(written, file.toString(), text, Optional.of(session.folder()));
        Program program = Check.script(script, Map.of(), new Vocabulary(FileVerbs.table(session.folder())));
        if (!program.sound()) {
            desk.problems().print(program.problems());
            return wrong("so the session is no script that could run, and nothing was written");
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            return wrong("`" + written + "` cannot be written; check the permissions of " + file.getParent());
        }
        saved.add(file);
        desk.out()
                .println("wrote " + written + ", " + count(session.size()) + "; run it with: assay run " + shown(file));
        return Reply.FINE;
    }

    private static String count(int statements) {
        return statements + (statements == 1 ? " statement" : " statements");
    }

    /** As a shell in the current directory takes it. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        String path = (file.startsWith(here) ? here.relativize(file) : file).toString();
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private Reply load(String written) {
        Path file = file(written, "load");
        ScriptFile script = ScriptFile.started(file.toString());
        return shell.run(new Source(script.name(), script.text()));
    }

    /** The script that a command names; it lies in the session's folder, since that is where its paths start. */
    private Path file(String written, String command) {
        String name = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
                ? written.substring(1, written.length() - 1)
                : written;
        if (name.isEmpty())
            throw new Failure("`:" + command + "` needs the name of a file, e.g. `:" + command + " first.exp`");
        if (!name.endsWith(SUFFIX))
            throw new Failure("a script is called NAME.exp; write `:" + command + " " + name + SUFFIX + "`");
        Path base = session.folder().base();
        try {
            Path file = base.resolve(name).normalize();
            if (base.equals(file.getParent())) return file;
        } catch (InvalidPathException e) {
            throw new Failure("`" + name + "` cannot be the name of a file");
        }
        throw new Failure(
                "`" + name + "` lies outside the session's directory, where the paths of its statements start; "
                        + "name a file in " + base);
    }

    private Reply models() {
        List<String> open = session.models();
        if (open.isEmpty()) desk.out().println("no model is open yet; a model is opened when it is first used");
        open.forEach(desk.out()::println);
        desk.out().println();
        desk.out().println(handbook.cached().stripTrailing());
        return Reply.FINE;
    }

    private Reply undo() {
        Optional<String> undone = session.undo();
        if (undone.isEmpty()) return wrong("there is nothing to take back");
        desk.out().println("took back: " + undone.get().lines().findFirst().orElse(""));
        return Reply.FINE;
    }

    private Reply time(String argument) {
        if (!argument.equals("on") && !argument.equals("off")) return wrong("write `:time on` or `:time off`");
        shell.timed(argument.equals("on"));
        return Reply.FINE;
    }

    private Reply help(String topic) {
        if (!topic.isEmpty()) return shell.help(topic);
        ALL.forEach(command -> desk.out().printf("  %-15s %s%n", command.form(), command.help()));
        desk.out().println("""

                  Tab             completes; a second Tab explains what you are typing
                  help, help WORD every statement, verb and setting
                  Alt-Enter       a new line; an entry also goes on while a bracket is open
                  Ctrl-R          searches what you typed before
                  Ctrl-C          stops what is running, or drops what you are typing""");
        return Reply.FINE;
    }
}
