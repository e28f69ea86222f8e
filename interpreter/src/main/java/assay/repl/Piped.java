package assay.repl;

import assay.grammar.Source;
import assay.lib.verb.Failure;
import assay.run.Interruption;
import assay.run.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** A session without a terminal: it reads entries from a stream, and ends at the first that fails. */
final class Piped {
    private static final int LONGEST = 4 << 20;

    private final Shell shell;
    private final BufferedReader in;
    private final Interruption interruption;

    Piped(Shell shell, Reader in, Interruption interruption) {
        this.shell = shell;
        this.interruption = interruption;
        this.in = new BufferedReader(in);
    }

    /** Gives the status of the entry that ended the session. */
    Status run() {
        StringBuilder entry = new StringBuilder();
        int read = 0;
        int first = 0;
        for (String line = line(); line != null; line = line()) {
            if (!entry.isEmpty() && !Input.goesOn(entry.toString(), line)) {
                Shell.Reply reply = enter(entry, first);
                if (reply.leaves() || fatal(reply.status())) return reply.status();
                entry.setLength(0);
            }
            if (entry.isEmpty()) first = read;
            read++;
            if (!entry.isEmpty()) entry.append('\n');
            if (!entry.isEmpty() || !line.isBlank()) entry.append(line);
            if (entry.length() > LONGEST) throw new Failure("standard input is too large for a session");
        }
        return enter(entry, first).status();
    }

    /** Enters text with as many lines above it as it has in the stream, so that messages name its own line. */
    private Shell.Reply enter(StringBuilder entry, int above) {
        return shell.enter(new Source("stdin", "\n".repeat(above) + entry));
    }

    private static boolean fatal(Status status) {
        return status != Status.OK && status != Status.EXPECTATION_FAILED;
    }

    /** The next line, or null at the end; one that never ends is refused before it fills the memory. */
    private String line() {
        StringBuilder line = new StringBuilder();
        interruption.idle(true);
        try {
            int c = in.read();
            if (c < 0) return null;
            for (; c >= 0 && c != '\n'; c = in.read()) {
                line.append((char) c);
                if (line.length() > LONGEST) throw new Failure("a line of standard input is too large for a session");
            }
        } catch (IOException e) {
            throw new Failure("standard input cannot be read");
        } finally {
            interruption.idle(false);
        }
        return line.toString();
    }
}
