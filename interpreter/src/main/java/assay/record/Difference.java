package assay.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * A value that two records do not agree on.
 *
 * @param path where it is, as a script would reach it: {@code war.history[3].new}
 * @param first as the first record has it, shortened
 * @param second as the second has it
 * @param relative how far two numbers lie apart, as a share of the larger; 0 for what is no number
 */
public record Difference(String path, Kind kind, String first, String second, double relative) {
    private static final double PERCENT = 100;

    /** What it means that a value differs. */
    public enum Kind {
        TOKEN("another token was chosen: an argmax moved"),
        TEXT("another text"),
        WHOLE("another whole number"),
        NUMBER("beyond the tolerance"),
        ROUNDING("rounding, where every bit was expected to be equal"),
        TRUTH("another answer to yes or no"),
        LENGTH("another length"),
        SHAPE("another kind of value"),
        ABSENT("only one of them has it");

        final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }
    }

    /** One line for people. */
    public String line() {
        String apart = relative > 0 ? String.format(Locale.ROOT, ", %.2g%% apart", PERCENT * relative) : "";
        return path + ": " + first + " and " + second + " (" + kind.meaning + apart + ")";
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", path).put("kind", kind.name().toLowerCase(Locale.ROOT));
        node.put("first", first).put("second", second);
        if (relative > 0) node.put("relative", relative);
        return node;
    }
}
