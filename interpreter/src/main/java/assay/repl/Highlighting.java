package assay.repl;

import assay.repl.Paint.Role;
import assay.repl.Paint.Stretch;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.SuggestionType;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Paints what is being typed, and puts the hint about the next piece behind it.
 *
 * @param prompt columns of the prompt
 * @param color whether colour is welcome
 */
record Highlighting(Helper helper, int prompt, boolean color) implements Highlighter {
    private static final int BLUE = 33;
    private static final int ORANGE = 208;
    private static final int SHORTEST_HINT = 16;
    private static final int LONGEST = 20_000;

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        hint(reader, buffer);
        if (reader instanceof Editor editor) editor.stale();
        AttributedStringBuilder out = new AttributedStringBuilder();
        List<Stretch> stretches =
                color && buffer.length() <= LONGEST ? new Paint(helper.vocabulary()).of(buffer) : List.of();
        int at = 0;
        for (Stretch stretch : stretches) {
            if (stretch.span().start() < at) continue;
            append(out, buffer, at, stretch.span().start(), AttributedStyle.DEFAULT);
            append(out, buffer, stretch.span().start(), stretch.span().end(), style(stretch.role()));
            at = stretch.span().end();
        }
        append(out, buffer, at, buffer.length(), AttributedStyle.DEFAULT);
        return out.toAttributedString();
    }

    /** Characters that could do something to the terminal are spelled out, as JLine's own highlighter does it. */
    private static void append(AttributedStringBuilder out, String text, int start, int end, AttributedStyle style) {
        out.style(style);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t' || !Character.isISOControl(c)) out.append(c);
            else if (c < ' ') out.append('^').append((char) (c + '@'));
        }
        out.style(AttributedStyle.DEFAULT);
    }

    private static AttributedStyle style(Role role) {
        return switch (role) {
            case COMMAND, KEYWORD -> AttributedStyle.BOLD;
            case VERB -> AttributedStyle.BOLD.foreground(BLUE);
            case CONNECTIVE, SETTING -> AttributedStyle.DEFAULT.foreground(BLUE);
            case NUMBER -> AttributedStyle.DEFAULT.foreground(ORANGE);
            case TEXT -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case COMMENT -> AttributedStyle.DEFAULT.faint();
            case WRONG -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }

    /** JLine shows the tip behind the entry while the cursor is there. */
    private void hint(LineReader reader, String buffer) {
        boolean typing = reader.getBuffer().cursor() == buffer.length() && !buffer.isBlank();
        int column = prompt + buffer.length() - buffer.lastIndexOf('\n') - 1;
        int room = reader.getTerminal().getWidth() - column - SPARE;
        String hint = !typing || room < SHORTEST_HINT || buffer.length() > LONGEST
                ? ""
                : helper.hint(buffer).map(text -> cut(text, room)).orElse("");
        reader.setTailTip(hint.isEmpty() ? "" : "[" + hint + "]");
        reader.setAutosuggestion(hint.isEmpty() ? SuggestionType.NONE : SuggestionType.TAIL_TIP);
    }

    /** For a blank, the brackets and the last column, which stays free. */
    private static final int SPARE = 4;

    private static String cut(String hint, int room) {
        String line = hint.replace('\n', ' ');
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }
}
