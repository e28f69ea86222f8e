package assay.repl;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.completer.ArgumentCompleter.ArgumentLine;

/** Tells the line editor whether Enter ends the entry, and if not, how deep the next line is indented. */
final class Reading implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !Input.complete(line)) {
            int depth = Math.max(Input.depth(line), 1);
            throw new EOFError(-1, cursor, "the entry goes on", null, depth, null);
        }
        return new ArgumentLine(line, cursor);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false; // a backslash is a backslash
    }
}
