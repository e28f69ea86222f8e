package assay.lib.play;

import assay.lib.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whom a player is set against to see what it does whoever the opponent is. */
enum Control {
    /** Itself: it must play as it does alone. */
    SELF,
    /** Nobody: random tokens. */
    RANDOM,
    /** The opponent with its logits permuted over its vocabulary. */
    SHUFFLED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In the order of this list, whatever order they were written in. */
    static List<Control> of(Value written) {
        List<String> words = (written instanceof Value.Listing(List<Value> items) ? items.stream() : Stream.of(written))
                .map(word -> ((Value.Str) word).text())
                .toList();
        return Arrays.stream(values())
                .filter(control -> words.contains(control.word()))
                .toList();
    }
}
