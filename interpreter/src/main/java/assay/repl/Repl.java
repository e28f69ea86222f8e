package assay.repl;

import assay.check.Vocabulary;
import assay.complete.Nearby;
import assay.files.ScriptFile;
import assay.files.State;
import assay.grammar.Source;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Session;
import assay.run.Status;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ffm.FfmTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * A session from its first line to its last.
 *
 * @param file a script that is run first
 */
public record Repl(
        Session session,
        Vocabulary vocabulary,
        Handbook handbook,
        Desk desk,
        Optional<ScriptFile> file,
        String version) {

    /** Whether people sit at both ends. */
    public static boolean onTerminal() {
        try {
            TerminalProvider provider = new FfmTerminalProvider();
            return provider.isSystemStream(SystemStream.Input) && provider.isSystemStream(SystemStream.Output);
        } catch (RuntimeException | LinkageError unknown) {
            return false;
        }
    }

    /** Reads entries from standard input; gives what came of all of them. */
    public Outcome piped(Interruption interruption) {
        Shell shell = shell();
        Status first = first(shell);
        boolean goesOn = first == Status.OK || first == Status.EXPECTATION_FAILED;
        Reader in = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        return session.end(goesOn ? new Piped(shell, in, interruption).run() : first);
    }

    /**
     * Runs one chat with somebody at a terminal.
     *
     * @param first a line that they have said already
     */
    public static void chat(Session session, PrintStream out, Optional<String> first, Runnable chat)
            throws IOException {
        Terminal terminal = terminal();
        try {
            session.company().welcome(Speaker.at(terminal, out, session::clear).beginning(first));
            chat.run();
        } finally {
            close(terminal);
        }
    }

    /** Talks with somebody at a terminal until they leave. */
    public Outcome interactive(Interruption interruption, boolean color) throws IOException {
        Terminal terminal = terminal();
        try {
            talk(terminal, interruption, color);
        } finally {
            close(terminal);
        }
        return session.end(interruption.ending() ? Status.INTERRUPTED : Status.OK);
    }

    private void talk(Terminal terminal, Interruption interruption, boolean color) {
        Shell shell = shell();
        Helper helper = new Helper(session, vocabulary, handbook);
        Prompt prompt = new Prompt(terminal, shell, session, helper, interruption, color);
        Path history = State.ofUser().file("history");
        HistoryFile.ready(history)
                .ifPresentOrElse(
                        prompt::remember,
                        () -> desk.say("the history in " + history + " cannot be used; it is left alone"));
        session.company().welcome(Speaker.at(terminal, desk.out(), session::clear));
        if (file.isEmpty()) desk.out().print(Welcome.of(version, session.folder(), Nearby.of(session.folder())));
        first(shell);
        prompt.loop();
    }

    static void close(Terminal terminal) throws IOException {
        try {
            terminal.close();
        } catch (IllegalStateException ending) {
            // The program is ending, and JLine has given the terminal back already.
        }
    }

    private Shell shell() {
        return new Shell(session, handbook, desk);
    }

    private Status first(Shell shell) {
        return file.map(script ->
                        shell.run(new Source(script.name(), script.text())).status())
                .orElse(Status.OK);
    }

    /** The terminal that the program was started from. */
    static Terminal terminal() throws IOException {
        return new FfmTerminalProvider()
                .sysTerminal(
                        "assay",
                        System.getenv().getOrDefault("TERM", "ansi"),
                        true,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        true,
                        Terminal.SignalHandler.SIG_DFL,
                        false,
                        SystemStream.Output);
    }
}
