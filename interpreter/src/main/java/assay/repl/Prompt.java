package assay.repl;

import assay.run.Interruption;
import assay.run.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;

/** A session on a terminal. */
final class Prompt {
    private static final String FIRST = "assay> ";
    private static final String MORE = "  ...> ";
    private static final int INDENT = 4;
    private static final int IMPATIENT = 3;
    private static final int INTERRUPTED = 130;

    private final Terminal terminal;
    private final Shell shell;
    private final Session session;
    private final Helper helper;
    private final Interruption interruption;
    private final LineReader reader;
    private String atTab = "";
    private volatile int interrupts;

    Prompt(Terminal terminal, Shell shell, Session session, Helper helper, Interruption interruption, boolean color) {
        this.terminal = terminal;
        this.shell = shell;
        this.session = session;
        this.helper = helper;
        this.interruption = interruption;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("assay")
                .parser(new Reading(helper))
                .completer(new Completing(helper))
                .highlighter(new Highlighting(helper, FIRST.length(), color))
                .history(new Remembered())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
                .variable(LineReader.INDENTATION, INDENT)
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_IGNORE_DUPS, true)
                .option(Option.HISTORY_REDUCE_BLANKS, false)
                .option(Option.AUTO_MENU, false)
                .option(Option.AUTO_PARAM_SLASH, false)
                .option(Option.AUTO_REMOVE_SLASH, false)
                .build();
        bind("assay-tab", this::tab, "\t");
        bind("assay-newline", this::newline, KeyMap.alt('\r'));
    }

    /** JLine's history, of which nothing does harm. */
    private static final class Remembered extends DefaultHistory {
        @Override
        public void add(Instant time, String line) {
            super.add(time, HistoryFile.harmless(line));
        }
    }

    /** Remembers what is typed beyond the end of the session. */
    void remember(Path file) {
        reader.setVariable(LineReader.HISTORY_FILE, file);
    }

    private void bind(String name, Widget widget, String key) {
        reader.getWidgets().put(name, widget);
        reader.getKeyMaps().get(LineReader.EMACS).bind(new Reference(name), key);
        reader.getKeyMaps().get(LineReader.VIINS).bind(new Reference(name), key);
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
            if (reply.leaves()) return;
        }
    }

    /** The next entry, or nothing at the end. */
    private Optional<String> read() {
        while (true) {
            try {
                return Optional.of(reader.readLine(FIRST));
            } catch (UserInterruptException dropped) {
                if (dropped.getPartialLine().isEmpty())
                    reader.printAbove("Ctrl-D leaves, :help lists what else there is");
            } catch (EndOfFileException end) {
                return Optional.empty();
            }
        }
    }

    /** Control-C while a statement runs; who presses it again and again wants to leave whatever it takes. */
    private void stop() {
        interruption.request();
        if (++interrupts >= IMPATIENT) System.exit(INTERRUPTED);
    }

    /** The first Tab completes, the second at the same place explains. */
    private boolean tab() {
        String text = reader.getBuffer().toString();
        int cursor = reader.getBuffer().cursor();
        if (atTab.equals(cursor + text)) {
            helper.page(text, cursor).ifPresent(reader::printAbove);
            atTab = "";
            return true;
        }
        reader.callWidget(LineReader.COMPLETE_WORD);
        atTab = reader.getBuffer().cursor() + reader.getBuffer().toString();
        return true;
    }

    private boolean newline() {
        reader.getBuffer()
                .write("\n"
                        + " "
                                .repeat(INDENT
                                        * Math.max(
                                                1,
                                                Input.depth(reader.getBuffer().toString()))));
        return true;
    }
}
