package assay.repl;

import assay.lib.verb.Failure;
import assay.lib.verb.Partner;
import java.io.BufferedReader;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** Somebody who chats: at a terminal, or by lines on standard input. */
public final class Speaker implements Partner {
    private static final String PROMPT = "you> ";

    private final Supplier<Optional<String>> lines;
    private final PrintStream out;
    private final Runnable clear;

    private Speaker(Supplier<Optional<String>> lines, PrintStream out, Runnable clear) {
        this.lines = lines;
        this.out = out;
        this.clear = clear;
    }

    /** The same, who begins with a line that is already known. */
    public Speaker beginning(Optional<String> first) {
        Deque<String> before = new ArrayDeque<>(first.stream().toList());
        return new Speaker(() -> before.isEmpty() ? lines.get() : Optional.of(before.poll()), out, clear);
    }

    /** @param clear takes away what progress has drawn */
    static Speaker at(Terminal terminal, PrintStream out, Runnable clear) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        return new Speaker(() -> read(reader), out, clear);
    }

    /** Lines as they come; the end of the input ends the chat. */
    public static Speaker of(InputStream in, PrintStream out) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        return new Speaker(() -> read(reader), out, () -> {});
    }

    private static Optional<String> read(LineReader reader) {
        try {
            return Optional.of(HistoryFile.harmless(reader.readLine(PROMPT)));
        } catch (UserInterruptException | EndOfFileException | IOError end) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(BufferedReader reader) {
        try {
            return Optional.ofNullable(reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }

    @Override
    public Optional<String> line() {
        clear.run();
        return lines.get();
    }

    @Override
    public void hear(String piece) {
        clear.run();
        out.print(HistoryFile.harmless(piece));
        out.flush();
    }

    @Override
    public void end() {
        out.println();
    }

    @Override
    public void note(String sentence) {
        clear.run();
        out.println("(" + HistoryFile.harmless(sentence) + ")");
    }

    @Override
    public void save(String path, String text) {
        try {
            Files.writeString(Path.of(path), text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException taken) {
            throw new Failure("`" + path + "` exists; choose another name");
        } catch (InvalidPathException | IOException e) {
            throw new Failure("`" + path + "` cannot be written: " + e.getMessage());
        }
    }
}
