package assay.lib.concept;

import assay.lib.text.Reply;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of an answer whose right value is one of two concepts. */
public enum Fate {
    /** It named its own concept before and names the other one now. */
    SWAPPED,
    /** It names its own concept. */
    KEPT,
    /** It named its own concept before and names neither now. */
    BROKEN,
    /** It did not name its own concept before. */
    MISTAKEN;

    public static Fate of(Named own, String before, String after, Value.Pair pair) {
        if (Named.in(before, pair) != own) return MISTAKEN;
        Named now = Named.in(after, pair);
        if (now == own) return KEPT;
        return now == own.other() ? SWAPPED : BROKEN;
    }

    /** Of every item, which must all be about the pair. */
    public static List<Fate> of(List<Item> items, List<Reply> before, List<Reply> after, Value.Pair pair) {
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Named own =
                    Named.concept(pair, items.get(i).expected().orElseThrow()).orElseThrow();
            fates.add(of(own, before.get(i).text(), after.get(i).text(), pair));
        }
        return fates;
    }

    public static int count(List<Fate> fates, Fate fate) {
        return (int) fates.stream().filter(each -> each == fate).count();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
