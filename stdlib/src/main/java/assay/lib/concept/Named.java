package assay.lib.concept;

import assay.lib.value.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of two concepts a text names: the one whose word stands first, as a whole word, in capitals or not. */
public enum Named {
    FIRST,
    SECOND,
    NEITHER;

    /** The concept that an answer names. */
    public static Named in(String text, Value.Pair pair) {
        int first = place(text, pair.from());
        int second = place(text, pair.to());
        if (first == second) return NEITHER; // both nowhere
        return second < 0 || first >= 0 && first < second ? FIRST : SECOND;
    }

    /** The concept that a right answer is. */
    public static Optional<Named> concept(Value.Pair pair, String expected) {
        Named named = in(expected, pair);
        return named == NEITHER ? Optional.empty() : Optional.of(named);
    }

    public Named other() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case NEITHER -> NEITHER;
        };
    }

    /** The word of the concept. */
    public String word(Value.Pair pair) {
        return switch (this) {
            case FIRST -> pair.from();
            case SECOND -> pair.to();
            case NEITHER -> "";
        };
    }

    private static int place(String text, String word) {
        Matcher matcher = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word.toLowerCase(Locale.ROOT)) + "(?![\\p{L}\\p{N}])")
                .matcher(text.toLowerCase(Locale.ROOT));
        return matcher.find() ? matcher.start() : -1;
    }
}
