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
 * @param entries knows what a text binds and what an expression gives
 * @param nearby the files and models that a script may name
 */
public record Completion(Vocabulary vocabulary, Entries entries, Nearby nearby) {
    /** Stands for the word that is asked about; layout and roles are those of any name. */
    private static final String WORD = "x";

    /** Stands for it where names are looked up, so that it is none of them. */
    private static final String NO_NAME = "what-is-written-here";

    private static final String BLOCK_QUOTE = "\"\"\"";

    /**
     * What was found for a place.
     *
     * @param start where the word or text begins that the items replace
     * @param end behind it, where the place lies in it
     * @param items that fit, the likeliest first
     */
    public record Found(int start, int end, List<Item> items) {
        static Found nothing(int offset) {
            return new Found(offset, offset, List.of());
        }

        /** Only the items that go on from what is written. */
        public Found beginning(String written) {
            List<Item> some = items.stream()
                    .filter(item -> item.text().startsWith(written))
                    .toList();
            return new Found(start, end, some);
        }
    }

    /**
     * @param offset in {@code char}s, at most the length of {@code text}
     * @param names that can be read there besides those that the text binds
     */
    public Found at(String text, int offset, Names names) {
        Optional<Lexeme> last = last(text.substring(0, offset));
        Word word = Word.at(text, offset);
        if (last.filter(lexeme -> lexeme.is(Kind.COMMENT)).isPresent()) return Found.nothing(offset);
        if (last.isPresent() && !word.inHole()) return inText(text, last.get(), offset, names);
        if (word.isNumber()) return Found.nothing(offset);
        Names all = readable(word, names);
        Slot slot = last.isPresent() ? new Slot.Hole() : slot(word, all);
        return new Found(word.start(), word.end(), new Items(vocabulary, entries, nearby, all).of(slot));
    }

    private Found inText(String text, Lexeme quoted, int offset, Names names) {
        if (isBlock(quoted)) return Found.nothing(offset);
        Word content = Word.quoted(text, quoted.span().start(), offset);
        Slot slot = slot(content.withQuotes(), names);
        return new Found(content.start(), content.end(), new Paths(nearby).of(slot, content.begun()));
    }

    /** One line about what a place takes; it is found without looking at the names that the text binds. */
    public Optional<String> hint(String text, int offset, Names names) {
        Optional<Lexeme> last = last(text.substring(0, offset));
        if (last.filter(lexeme -> lexeme.is(Kind.COMMENT)).isPresent()) return Optional.empty();
        Word word = last.map(quoted ->
                        Word.quoted(text, quoted.span().start(), offset).withQuotes())
                .orElseGet(() -> Word.at(text, offset));
        return Hints.of(slot(word, names));
    }

    /** All that there is about the operand or setting whose value stands at a place. */
    public Optional<String> explanation(String text, int offset, Names names) {
        Word word = Word.at(text, offset);
        return slot(word, readable(word, names)) instanceof Slot.Argument argument
                ? Optional.of(Hints.whole(argument))
                : Optional.empty();
    }

    /** The verb of the phrase that a place stands in, or the word there; what help would be about. */
    public Optional<String> topic(String text, int offset, Names names) {
        Word word = Word.at(text, offset);
        return switch (slot(word, readable(word, names))) {
            case Slot.Piece piece -> Optional.of(piece.spec().name());
            case Slot.Called called -> Optional.of(called.spec().name());
            case Slot.Argument argument -> Optional.of(argument.spec().name());
            case Slot other -> Optional.of(word.begun()).filter(begun -> !begun.isEmpty());
        };
    }

    /** The names that can be read where a word stands. */
    private Names readable(Word word, Names names) {
        return entries.check(new Source("", word.replaced(NO_NAME)), names).at(word.start());
    }

    /** What the place of a word is for. */
    private Slot slot(Word word, Names names) {
        String text = word.replaced(WORD);
        int end = word.start() + WORD.length();
        List<Lexeme> tokens = Lexemes.of(new Source("", text)).stream()
                .filter(lexeme -> !lexeme.is(Kind.COMMENT))
                .toList();
        List<Lexeme> before = tokens.stream()
                .takeWhile(lexeme -> lexeme.span().end() <= word.start())
                .toList();
        List<Lexeme> behind =
                tokens.stream().dropWhile(lexeme -> lexeme.span().end() <= end).toList();
        return new Place(text, Brackets.ahead(behind), vocabulary, names).behind(before);
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
}
