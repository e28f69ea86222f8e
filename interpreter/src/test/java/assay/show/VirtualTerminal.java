package assay.show;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Obeys the few sequences a live view may send, and refuses all others. */
final class VirtualTerminal {
    private static final Pattern STEP = Pattern.compile(
            "\u001b\\[(?<count>\\d*)A|\u001b\\[(?<erase>[KJ])|\u001b\\[\\?25(?<cursor>[hl])|\u001b\\[[\\d;]*m|(?<end>[\r\n])|(?<text>\\X)",
            Pattern.UNICODE_CHARACTER_CLASS);

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int read;
    private int row;
    private int column; // characters, not columns: enough to compare lines
    private boolean cursor = true;

    PrintStream out() {
        return new PrintStream(sent, true, StandardCharsets.UTF_8);
    }

    int writes() {
        return sent.size();
    }

    /** What is on the screen now, without empty lines at its end. */
    String text() {
        String all = sent.toString(StandardCharsets.UTF_8);
        Matcher step = STEP.matcher(all);
        while (read < all.length() && step.find(read)) {
            if (step.start() != read) throw new AssertionError("unknown sequence at " + all.substring(read));
            read = step.end();
            obey(step);
        }
        return String.join("\n", rows).stripTrailing();
    }

    boolean cursorIsVisible() {
        text();
        return cursor;
    }

    private void obey(Matcher step) {
        if (step.group("count") != null) {
            row -= Integer.parseInt(step.group("count"));
            if (row < 0) throw new AssertionError("above the screen");
        } else if (step.group("erase") != null) {
            line().setLength(Math.min(column, line().length()));
            if (step.group("erase").equals("J")) while (rows.size() > row + 1) rows.removeLast();
        } else if (step.group("cursor") != null) {
            cursor = step.group("cursor").equals("h");
        } else if (step.group("end") != null) {
            column = 0; // terminals are set to return on a line feed
            if (step.group("end").equals("\n") && ++row == rows.size()) rows.add(new StringBuilder());
        } else if (step.group("text") != null) {
            String text = step.group("text");
            if (text.codePointAt(0) < ' ') throw new AssertionError("control character " + text.codePointAt(0));
            line().replace(column, Math.min(line().length(), column + text.length()), text);
            column += text.length();
        }
    }

    private StringBuilder line() {
        StringBuilder line = rows.get(row);
        while (line.length() < column) line.append(' ');
        return line;
    }
}
