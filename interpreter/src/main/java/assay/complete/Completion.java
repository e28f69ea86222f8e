package assay.complete;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.grammar.Lexemes;
import assay.grammar.Source;
import java.util.List;
import java.util.Optional;

/**
 * What can stand at a place of a script, by the grammar, the table of verbs and the names that are bound. It reads any text
 * whatever, and opens no model.
 *
 * @param entries knows what an expression gives
 * @param nearby the files and models that a script may name
 */
public record Completion(Vocabulary vocabulary, Entries entries, Nearby nearby) {
    /** Stands for the word that is asked about; layout and roles are those of any name. */
    private static final String WORD = "x";

    private static final String BLOCK_QUOTE = "\"\"\"";

    /**
     * What was found for a place.
     *
     * @param start where the word begins that the items replace; it ends where it was asked about
     * @param items that begin with what is there already, the likeliest first
     * @param hint one line about what the place takes
     */
    public record Found(int start, List<Item> items, Optional<String> hint) {
        static Found nothing(int offset) {
            return new Found(offset, List.of(), Optional.empty());
        }
    }

    /**
     * @param offset in {@code char}s, at most the length of {@code text}
     * @param names that can be read at that place; those that the text binds before it are found, too
     */
    public Found at(String text, int offset, Names names) {
        String before = text.substring(0, offset);
        Optional<Lexeme> last = last(before);
        if (last.filter(lexeme -> lexeme.is(Kind.COMMENT)).isPresent()) return Found.nothing(offset);
        if (last.filter(lexeme -> lexeme.is(Kind.OPEN_TEXT)).isPresent())
            return inText(before, last.get().span().start(), names);
        int start = wordStart(before);
        Here here = here(before, start, names);
        String word = before.substring(start);
        List<Item> items = new Items(vocabulary, entries, nearby, here.names())
                .of(here.slot()).stream()
                        .filter(item -> item.text().startsWith(word))
                        .toList();
        return new Found(start, items, Hints.of(here.slot()));
    }

    /** All that there is about the operand or setting whose value stands at a place. */
    public Optional<String> explanation(String text, int offset, Names names) {
        String before = text.substring(0, offset);
        return here(before, wordStart(before), names).slot() instanceof Slot.Argument argument
                ? Optional.of(Hints.whole(argument))
                : Optional.empty();
    }

    /** The verb of the phrase that a place stands in, or the word there; what help would be about. */
    public Optional<String> topic(String text, int offset, Names names) {
        String before = text.substring(0, offset);
        int start = wordStart(before);
        return switch (here(before, start, names).slot()) {
            case Slot.Piece piece -> Optional.of(piece.spec().name());
            case Slot.Argument argument -> Optional.of(argument.spec().name());
            case Slot other -> Optional.of(before.substring(start)).filter(word -> !word.isEmpty());
        };
    }

    private Found inText(String before, int quote, Names names) {
        boolean block = before.startsWith(BLOCK_QUOTE, quote);
        if (block) return Found.nothing(before.length());
        String written = before.substring(quote + 1);
        Slot slot = here(before, quote, names).slot();
        return new Found(quote + 1, new Paths(nearby).of(slot, written), Hints.of(slot));
    }

    /** What a place is for, and what can be read there. */
    private record Here(Slot slot, Names names) {}

    private Here here(String before, int start, Names names) {
        List<Lexeme> tokens = Lexemes.of(new Source("", before.substring(0, start) + WORD)).stream()
                .filter(lexeme -> !lexeme.is(Kind.COMMENT))
                .takeWhile(lexeme -> lexeme.span().end() <= start)
                .toList();
        Names all = Locals.of(tokens, names);
        return new Here(new Place(before, vocabulary, all).behind(tokens), all);
    }

    /** The token that a text stops in: a comment or a text, if it is one of these. */
    private static Optional<Lexeme> last(String before) {
        return Lexemes.of(new Source("", before)).stream()
                .filter(lexeme -> lexeme.is(Kind.COMMENT) || lexeme.is(Kind.OPEN_TEXT))
                .filter(lexeme -> lexeme.span().end() == before.length() || isBlock(lexeme))
                .findFirst();
    }

    /** A block text that is not closed goes on to the end. */
    private static boolean isBlock(Lexeme lexeme) {
        return lexeme.is(Kind.OPEN_TEXT) && lexeme.text().startsWith(BLOCK_QUOTE);
    }

    private static int wordStart(String text) {
        int at = text.length();
        while (at > 0 && inWord(text, at - 1)) at--;
        return at;
    }

    private static boolean inWord(String text, int at) {
        char c = text.charAt(at);
        if (c != '-') return isLetter(c);
        return at > 0 && isLetter(text.charAt(at - 1)) && at + 1 < text.length() && isLetter(text.charAt(at + 1));
    }

    private static boolean isLetter(char c) {
        return c == '_' || Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }
}
