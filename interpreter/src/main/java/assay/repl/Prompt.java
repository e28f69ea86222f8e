package assay.repl;

import assay.run.Interruption;
import assay.run.Session;
import java.io.IOError;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** A session on a terminal. */
final class Prompt {
    private static final String FIRST = "assay> ";
    private static final String MORE = "  ...> ";
    private static final int IMPATIENT = 3;
    private static final int INTERRUPTED = 130;

    private final Terminal terminal;
    private final Shell shell;
    private final Session session;
    private final Interruption interruption;
    private final Editor editor;
    private volatile int interrupts;

    Prompt(Terminal terminal, Shell shell, Session session, Helper helper, Interruption interruption, boolean color) {
        this.terminal = terminal;
        this.shell = shell;
        this.session = session;
        this.interruption = interruption;
        this.editor = new Editor(terminal, helper, new Highlighting(helper, FIRST.length(), color));
        editor.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, MORE);
    }

    /** Remembers what is typed beyond the end of the session. */
    void remember(Path file) {
        editor.setVariable(LineReader.HISTORY_FILE, file);
    }

    /** Reads and runs entries until the user leaves. */
    void loop() {
        terminal.handle(Terminal.Signal.INT, signal -> stop());
        for (Optional<String> entry = read(); entry.isPresent(); entry = read()) {
            interrupts = 0;
            interruption.idle(false);
            Shell.Reply reply = shell.enter(entry.get());
            session.record();
            interruption.idle(true);
            if (reply.leaves() || interruption.ending()) return;
        }
    }

    /** The next entry, or nothing at the end. */
    private Optional<String> read() {
        while (true) {
            try {
                return Optional.of(editor.readLine(FIRST));
            } catch (UserInterruptException dropped) {
                if (dropped.getPartialLine().isEmpty())
                    editor.printAbove("Ctrl-D leaves, :help lists what else there is");
            } catch (EndOfFileException | IOError end) {
                return Optional.empty();
            }
        }
    }

    /** Control-C while a statement runs; who presses it again and again wants to leave whatever it takes. */
    private void stop() {
        interruption.request();
        if (++interrupts >= IMPATIENT) System.exit(INTERRUPTED);
    }
}
