package assay.grammar;

import static assay.grammar.AssayLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Lines and brackets. A statement goes on over following lines that are indented deeper than the line it began on, and
 * freely inside {@code ( ) [ ]} and the braces of a record; everywhere else the end of a line ends it. In the result
 * every statement ends in END, brackets are balanced, and braces are known as a record's or a block's.
 */
final class Layout {
    /** Brackets inside brackets, at most; every pass over the tree relies on it. */
    static final int DEEPEST = 100;

    static final int TAB = 4;

    private static final int NO_STATEMENT = -1;

    /** An open bracket, or the file itself. */
    private static final class Frame {
        final Token opening;
        final int close;
        final boolean block;
        /** Indentation of the line on which the statement that holds the bracket began. */
        final int outer;
        /** Indentation of the line on which the current statement of a block began. */
        int statement = NO_STATEMENT;
        /** Indentation of a block's first statement. */
        int first = NO_STATEMENT;

        Frame(Token opening, int close, boolean block, int outer) {
            this.opening = opening;
            this.close = close;
            this.block = block;
            this.outer = outer;
        }
    }

    private final Source source;
    private final List<Token> raw;
    /** Where a bracket is known to be missing: lines that look like a new statement close what is open before them. */
    private final boolean doubting;

    private final Problems problems = new Problems();
    private final List<Token> out = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean unbalanced;
    private boolean open;
    private boolean brokenText;
    private boolean tooDeep;
    private int indent;

    private Layout(Source source, List<Token> raw, boolean doubting) {
        this.source = source;
        this.raw = raw;
        this.doubting = doubting;
    }

    /**
     * @param tokens statements, each with its END, and EOF
     * @param open the text stops inside a bracket or a block text
     */
    record Result(List<Token> tokens, boolean open) {}

    static Result of(Source source, List<Token> raw, Problems problems) {
        Layout layout = new Layout(source, raw, false).read();
        if (layout.unbalanced) {
            boolean open = layout.open;
            layout = new Layout(source, raw, true).read();
            layout.open = open;
        }
        problems.addAll(layout.problems.list());
        return new Result(layout.out, layout.open);
    }

    private Layout read() {
        frames.push(new Frame(null, Token.EOF, true, NO_STATEMENT));
        boolean lineStart = true;
        int line = 0;
        for (int i = 0; i < raw.size(); i++) {
            Token token = raw.get(i);
            if (token.getChannel() != Token.DEFAULT_CHANNEL) continue;
            if (token.getType() == NEWLINE) {
                lineStart = true;
                if (source.text().charAt(token.getStartIndex()) == '\n') line = token.getStopIndex() + 1;
                continue;
            }
            if (lineStart) {
                if (line >= 0) indent = indentation(line, token.getStartIndex());
                line = -1;
                beginLine(i);
                lineStart = false;
            }
            if (frames.size() > DEEPEST && opens(token)) {
                tooDeep = true;
                problems.error(
                        source,
                        Tokens.span(token),
                        "brackets are nested too deeply",
                        "at most " + DEEPEST + " levels; give the inner part a name of its own");
                break;
            }
            take(i, token);
        }
        finish();
        return this;
    }

    private int indentation(int from, int to) {
        int column = 0;
        for (int i = from; i < to && source.text().charAt(i) <= ' '; i++)
            column += source.text().charAt(i) == '\t' ? TAB - column % TAB : 1;
        return column;
    }

    private static boolean opens(Token token) {
        return switch (token.getType()) {
            case ROUND_OPEN, SQUARE_OPEN, CURLY_OPEN -> true;
            default -> false;
        };
    }

    private void beginLine(int i) {
        Token token = raw.get(i);
        if (doubting) doubt(i);
        Frame top = frames.peek();
        if (!top.block || top.statement == NO_STATEMENT || indent > top.statement) return;
        if (token.getText().equals("else") && last() == BLOCK_CLOSE) return;
        if (token.getType() == CURLY_OPEN && !record(i)) {
            problems.error(
                    source, Tokens.span(token), "`{` stands on the line of its statement", "move it up one line");
            return;
        }
        endStatement(top);
    }

    /** Closes brackets that this line shows to be left open. */
    private void doubt(int i) {
        boolean closes = raw.get(i).getType() == CURLY_CLOSE;
        boolean begins = Keywords.begins(raw, i);
        while (frames.size() > 1) {
            Frame top = frames.peek();
            boolean indented = !top.block || top.first > top.outer;
            boolean left = closes
                    ? top.block
                            && indented
                            && indent < top.outer
                            && frames.stream().anyMatch(frame -> frame.block && frame.outer == indent)
                    : begins && indented && indent <= top.outer;
            if (!left) return;
            unclosed(top);
            close(top, null);
        }
    }

    private void take(int i, Token token) {
        Frame top = frames.peek();
        if (token.getType() == top.close) {
            close(top, token);
            return;
        }
        switch (token.getType()) {
            case ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE -> mismatch(token);
            case ROUND_OPEN -> push(token, touchesValue(token) ? CALL_OPEN : ROUND_OPEN, ROUND_CLOSE);
            case SQUARE_OPEN -> push(token, touchesValue(token) ? INDEX_OPEN : SQUARE_OPEN, SQUARE_CLOSE);
            case CURLY_OPEN -> push(token, record(i) ? CURLY_OPEN : BLOCK_OPEN, CURLY_CLOSE);
            case OPEN_TEXT -> {
                brokenText = true;
                emit(Tokens.as(token, MISSING));
            }
            case OPEN_BLOCK_TEXT -> {
                open = true;
                brokenText = true;
                emit(Tokens.as(token, MISSING));
            }
            default -> emit(token);
        }
    }

    private void push(Token token, int type, int close) {
        Token opening = Tokens.as(token, type);
        emit(opening);
        frames.push(new Frame(opening, close, type == BLOCK_OPEN, statementIndent()));
    }

    private int statementIndent() {
        for (Frame frame : frames) if (frame.block) return frame.statement;
        return NO_STATEMENT;
    }

    /** Closes the innermost bracket, with its token where the text has one. */
    private void close(Frame top, Token token) {
        if (top.block && top.statement != NO_STATEMENT) endStatement(top);
        frames.pop();
        int type = top.block ? BLOCK_CLOSE : top.close;
        out.add(token == null ? Tokens.after(out.getLast(), type) : Tokens.as(token, type));
    }

    /** A closing bracket that the innermost open one does not wait for. */
    private void mismatch(Token token) {
        unbalanced = true;
        Frame top = frames.peek();
        boolean waited = frames.stream().anyMatch(frame -> frame.close == token.getType());
        if (waited) {
            unclosed(top);
            while (frames.peek().close != token.getType()) close(frames.peek(), null);
            close(frames.peek(), token);
        } else if (top.opening == null || top.block) {
            problems.error(source, Tokens.span(token), "`" + token.getText() + "` closes nothing", "remove it");
        } else {
            problems.error(
                    source,
                    Tokens.span(token),
                    "`" + token.getText() + "` does not close `" + top.opening.getText() + "`",
                    "write `" + closing(top) + "`");
            close(top, token);
        }
    }

    private void unclosed(Frame frame) {
        unbalanced = true;
        if (brokenText) return;
        problems.error(
                source,
                Tokens.span(frame.opening),
                "`" + frame.opening.getText() + "` is never closed",
                "it opens here and needs a `" + closing(frame) + "`");
    }

    private static String closing(Frame frame) {
        return frame.close == ROUND_CLOSE ? ")" : frame.close == SQUARE_CLOSE ? "]" : "}";
    }

    private void finish() {
        if (frames.size() > 1) {
            open = !tooDeep;
            unbalanced |= !tooDeep;
            if (!tooDeep) unclosed(frames.peek());
            while (frames.size() > 1) close(frames.peek(), null);
        }
        Frame file = frames.peek();
        if (file.statement != NO_STATEMENT) endStatement(file);
        Token end = out.isEmpty() ? null : out.getLast();
        int length = source.text().length();
        out.add(end == null ? new CommonToken(Token.EOF) : Tokens.as(end, Token.EOF, length, length));
    }

    private void emit(Token token) {
        Frame top = frames.peek();
        if (top.block && top.statement == NO_STATEMENT) {
            top.statement = indent;
            if (top.first == NO_STATEMENT) top.first = indent;
            brokenText = token.getType() == MISSING && brokenText;
        }
        out.add(token);
    }

    private void endStatement(Frame frame) {
        out.add(Tokens.after(out.getLast(), END));
        frame.statement = NO_STATEMENT;
    }

    private int last() {
        return out.isEmpty() ? Token.EOF : out.getLast().getType();
    }

    /** {@code f(} and {@code t[} are a call and an index; with a blank between they are two values of a phrase. */
    private boolean touchesValue(Token token) {
        if (out.isEmpty() || !Tokens.touch(out.getLast(), token)) return false;
        boolean field = out.size() > 1 && out.get(out.size() - 2).getType() == DOT;
        return field
                || switch (last()) {
                    case NAME, ROUND_CLOSE, SQUARE_CLOSE, TEXT -> true;
                    default -> false;
                };
    }

    /** A record begins with {@code name:}, or is empty where only a value can stand. */
    private boolean record(int i) {
        int first = solid(i + 1);
        if (first == raw.size() || raw.get(first).getType() == CURLY_CLOSE)
            return Keywords.BEFORE_VALUE.contains(last());
        int second = solid(first + 1);
        return second < raw.size() && raw.get(second).getType() == COLON;
    }

    /** The next token at or after {@code i} that is neither a comment nor a line break. */
    private int solid(int i) {
        while (i < raw.size()
                && (raw.get(i).getChannel() != Token.DEFAULT_CHANNEL
                        || raw.get(i).getType() == NEWLINE)) i++;
        return i;
    }
}
