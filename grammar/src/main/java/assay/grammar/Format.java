package assay.grammar;

import static assay.grammar.AssayLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * The one way to write a script: four blanks a level, one blank between words, line breaks where they were. Comments
 * stay, and the result reads as the same tree.
 */
public final class Format {
    private static final int STEP = 4;

    private static final Set<Integer> OPENING =
            Set.of(ROUND_OPEN, CALL_OPEN, SQUARE_OPEN, INDEX_OPEN, CURLY_OPEN, BLOCK_OPEN);
    private static final Set<Integer> CLOSING = Set.of(ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE, BLOCK_CLOSE);

    /** Nothing stands between these and what comes before or after. */
    private static final Set<Integer> TIGHT_BEFORE =
            Set.of(ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE, COMMA, COLON, DOT, RANGE, ARROW, CALL_OPEN, INDEX_OPEN);

    private static final Set<Integer> TIGHT_AFTER =
            Set.of(ROUND_OPEN, SQUARE_OPEN, CURLY_OPEN, CALL_OPEN, INDEX_OPEN, DOT, RANGE, ARROW, SIGN);

    /** A word, a bracket or a comment, the line breaks before it, and whether a statement begins with it. */
    private record Word(Token token, int breaks, boolean begins) {
        int type() {
            return token.getType();
        }

        boolean comment() {
            return token.getType() == COMMENT;
        }
    }

    /** An open bracket: how far the line is indented on which it opened, and how far the lines inside it. */
    private record Frame(boolean block, int outside, int inside) {}

    private final List<Word> words;
    private final Set<Token> tall = new HashSet<>();
    private final StringBuilder out = new StringBuilder();
    private final Deque<Frame> frames = new ArrayDeque<>(List.of(new Frame(true, 0, 0)));
    private int line;
    private int statement;

    private Format(List<Word> words) {
        this.words = words;
    }

    /** The script, formatted; nothing when it has syntax errors. Formatting twice changes nothing more. */
    public static Optional<String> script(Source source) {
        if (!Parse.script(source).problems().isEmpty()) return Optional.empty();
        List<Token> raw = List.copyOf(Parse.words(source));
        Problems none = new Problems();
        List<Token> roles = Roles.of(source, Layout.of(source, raw, none).tokens(), none);
        return Optional.of(new Format(words(raw, roles)).text());
    }

    /** The lexer's tokens, each with the type that Roles gave it. */
    private static List<Word> words(List<Token> raw, List<Token> roles) {
        List<Word> words = new ArrayList<>();
        int role = 0;
        int breaks = 0;
        boolean begins = true;
        for (Token token : raw) {
            if (token.getType() == NEWLINE) {
                breaks++;
                continue;
            }
            if (token.getType() == COMMENT) {
                words.add(new Word(token, breaks, false));
            } else {
                while (roles.get(role).getType() == END) {
                    begins = true;
                    role++;
                }
                Token typed = roles.get(role++);
                words.add(new Word(typed, breaks, begins && typed.getType() != BLOCK_CLOSE));
                begins = typed.getType() == BLOCK_OPEN;
            }
            breaks = 0;
        }
        return words;
    }

    private String text() {
        findTallBlocks();
        for (int i = 0; i < words.size(); i++) write(i);
        return out.isEmpty() ? "" : out.append('\n').toString();
    }

    /** Blocks with a line break in them; the others stay on one line. */
    private void findTallBlocks() {
        Deque<Integer> open = new ArrayDeque<>();
        int[] breaks = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            breaks[i + 1] = breaks[i] + word.breaks();
            if (word.type() == BLOCK_OPEN) open.push(i);
            if (word.type() != BLOCK_CLOSE) continue;
            int opening = open.pop();
            if (breaks[i + 1] == breaks[opening + 1]) continue;
            tall.add(words.get(opening).token());
            tall.add(word.token());
        }
    }

    private void write(int i) {
        Word word = words.get(i);
        boolean closes = CLOSING.contains(word.type());
        Frame closed = closes ? frames.pop() : null;
        int breaks = i == 0 ? 0 : breaks(i);
        if (i == 0 || breaks > 0) {
            out.repeat('\n', breaks);
            line = indentation(i, closed);
            out.repeat(' ', line);
        } else {
            out.repeat(' ', blanks(i));
        }
        if (word.begins()) statement = line;
        if (OPENING.contains(word.type())) frames.push(new Frame(word.type() == BLOCK_OPEN, line, line + STEP));
        if (closes && closed.block()) statement = closed.outside();
        out.append(
                word.comment()
                        ? word.token().getText().stripTrailing()
                        : word.token().getText());
    }

    /** How many line breaks stand before a word: one empty line at most, and none beside a brace. */
    private int breaks(int i) {
        Word word = words.get(i);
        Word before = words.get(i - 1);
        if (word.type() == ELSE && before.type() == BLOCK_CLOSE) return 0;
        boolean opened = OPENING.contains(before.type());
        boolean tallEdge = tall.contains(before.token()) && opened && !word.comment()
                || tall.contains(word.token()) && CLOSING.contains(word.type());
        if (tallEdge) return 1;
        return Math.min(word.breaks(), opened || CLOSING.contains(word.type()) ? 1 : 2);
    }

    private int indentation(int i, Frame closed) {
        Word word = words.get(i);
        if (closed != null) return closed.outside();
        Frame frame = frames.peek();
        if (!frame.block() || word.begins() || word.type() == ELSE)
            return word.type() == ELSE ? statement : frame.inside();
        return word.comment() && between(i) ? frame.inside() : statement + STEP;
    }

    /** Whether a comment stands between statements rather than inside one. */
    private boolean between(int i) {
        int next = i;
        while (next < words.size() && words.get(next).comment()) next++;
        return next == words.size()
                || words.get(next).begins()
                || words.get(next).type() == BLOCK_CLOSE;
    }

    private int blanks(int i) {
        Word word = words.get(i);
        Word before = words.get(i - 1);
        if (word.comment())
            return Math.max(2, word.token().getStartIndex() - before.token().getStopIndex() - 1);
        boolean parameters =
                word.type() == ROUND_OPEN && i > 1 && words.get(i - 2).type() == DEFINE;
        boolean tight = TIGHT_BEFORE.contains(word.type()) || TIGHT_AFTER.contains(before.type()) || parameters;
        return tight ? 0 : 1;
    }
}
