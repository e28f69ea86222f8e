package assay.repl;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where the word at the cursor begins, and whether Enter ends the entry. */
record Reading(Helper helper) implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !Input.complete(line)) {
            int depth = Math.max(Input.depth(line), 1);
            throw new EOFError(-1, cursor, "the entry goes on", null, depth, null);
        }
        if (context != ParseContext.COMPLETE) return new Word(line, cursor, cursor);
        return new Word(line, cursor, helper.found(line, cursor).start());
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false; // a backslash is a backslash
    }

    /**
     * The word before the cursor.
     *
     * @param start of the word
     */
    private record Word(String line, int cursor, int start) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(start, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }
}
