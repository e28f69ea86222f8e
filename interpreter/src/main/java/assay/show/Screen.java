package assay.show;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ffm.FfmTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * Where people read: a stream, and what is known about the terminal behind it.
 *
 * @param terminal whether anything that moves can be drawn; if not, only lines are written
 * @param size asked before every frame, since windows are resized
 */
public record Screen(PrintStream out, boolean terminal, Supplier<Size> size, boolean color) {
    private static final Size USUAL = new Size(80, 24);

    /** Columns and rows. */
    public record Size(int width, int height) {}

    /** Standard error; {@code color} is used if it is a terminal at all. */
    public static Screen standardError(boolean color) {
        return standard(System.err, SystemStream.Error, color);
    }

    /** Standard output; {@code color} is used if it is a terminal at all. */
    public static Screen standardOutput(boolean color) {
        return standard(System.out, SystemStream.Output, color);
    }

    /** A stream that is no terminal. */
    public static Screen lines(PrintStream out) {
        return new Screen(out, false, () -> USUAL, false);
    }

    private static Screen standard(PrintStream out, SystemStream stream, boolean color) {
        if ("dumb".equals(System.getenv("TERM"))) return lines(out);
        try {
            TerminalProvider provider = new FfmTerminalProvider();
            if (!provider.isSystemStream(stream)) return lines(out);
            Terminal terminal = provider.sysTerminal(
                    "assay",
                    System.getenv().getOrDefault("TERM", "ansi"),
                    true,
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_8,
                    false,
                    Terminal.SignalHandler.SIG_DFL,
                    true,
                    stream);
            return new Screen(out, true, () -> size(terminal), color);
        } catch (IOException | RuntimeException | LinkageError unknown) {
            return lines(out); // a terminal that cannot be asked for its size is not drawn on
        }
    }

    private static Size size(Terminal terminal) {
        org.jline.terminal.Size size = terminal.getSize();
        return size.getColumns() < 1 || size.getRows() < 1 ? USUAL : new Size(size.getColumns(), size.getRows());
    }

    /** A page of the manual, broken at words on a terminal. */
    public String wrapped(String page) {
        return terminal ? Page.wrapped(page, size.get().width()) : page;
    }

    /** A look that fits. */
    public Look look(int top) {
        return new Look(size.get().width(), color, top);
    }
}
