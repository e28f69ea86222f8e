package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestTest {
    private static final List<String> SETTINGS =
            List.of("length", "iterations", "mode", "block", "alpha", "rate", "tokens");

    private final Suggest suggest =
            new Suggest(Map.of("coeff", "alpha", "lr", "rate", "max_tokens", "tokens", "foo", "bar"));

    @Test
    void nearWordsAreFound() {
        assertThat(suggest.among(SETTINGS, "lenght")).contains("length");
        assertThat(suggest.among(SETTINGS, "LENGTH")).contains("length");
        assertThat(suggest.among(SETTINGS, "mod")).contains("mode");
        assertThat(suggest.among(SETTINGS, "blok")).contains("block");
        assertThat(suggest.label(SETTINGS, "lenght")).isEqualTo("did you mean `length`?");
    }

    @Test
    void wordsOfOtherToolsAreFound() {
        assertThat(suggest.among(SETTINGS, "coeff")).contains("alpha");
        assertThat(suggest.among(SETTINGS, "LR")).contains("rate");
        assertThat(suggest.among(SETTINGS, "max_tokens")).contains("tokens");
    }

    @Test
    void silenceOtherwise() {
        assertThat(suggest.among(SETTINGS, "zebra")).isEmpty();
        assertThat(suggest.among(SETTINGS, "foo")).isEmpty();
        assertThat(suggest.label(SETTINGS, "q")).isEmpty();
        assertThat(suggest.among(List.of(), "length")).isEmpty();
    }

    @Test
    void caseBeforeDistanceThenTheAlphabet() {
        assertThat(suggest.among(List.of("car", "bar", "BAT"), "bat")).contains("BAT");
        assertThat(suggest.among(List.of("car", "bar"), "tar")).contains("bar");
    }

    @Property(tries = 500)
    void theDistanceIsTheTextbookOne(
            @ForAll @AlphaChars @StringLength(max = 7) String a, @ForAll @AlphaChars @StringLength(max = 7) String b) {
        assertThat(Suggest.distance(a, b)).isEqualTo(slow(a.toLowerCase(), b.toLowerCase()));
    }

    /** The definition, without a table. */
    private static int slow(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) return a.length() + b.length();
        String lessA = a.substring(0, a.length() - 1);
        String lessB = b.substring(0, b.length() - 1);
        boolean same = a.charAt(a.length() - 1) == b.charAt(b.length() - 1);
        if (same) return slow(lessA, lessB);
        int best = 1 + Math.min(slow(lessA, lessB), Math.min(slow(lessA, b), slow(a, lessB)));
        boolean swapped = a.length() > 1
                && b.length() > 1
                && a.charAt(a.length() - 1) == b.charAt(b.length() - 2)
                && a.charAt(a.length() - 2) == b.charAt(b.length() - 1);
        return swapped
                ? Math.min(best, 1 + slow(a.substring(0, a.length() - 2), b.substring(0, b.length() - 2)))
                : best;
    }
}
