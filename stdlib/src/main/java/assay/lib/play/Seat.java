package assay.lib.play;

import assay.engine.model.KvCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** One board as a model has read it: keys and values, and the row of logits after each token. */
final class Seat {

    /** Where a prediction is made: after so many tokens. */
    static final class Place {
        final HeldPass pass;
        final int row;
        Prediction prediction;

        Place(HeldPass pass, int row) {
            this.pass = pass;
            this.row = row;
        }
    }

    final KvCache cache;
    private final int[] lead;
    private int[] held = {};
    private final List<Place> places = new ArrayList<>(); // after each held token

    Seat(KvCache cache, OptionalInt bos) {
        this.cache = cache;
        this.lead = bos.isPresent() ? new int[] {bos.getAsInt()} : new int[] {};
    }

    /** What must be read so that these tokens are; forgets what contradicts them, keeps what goes on beyond them. */
    int[] news(int[] tokens) {
        int[] wanted = Arrays.copyOf(lead, lead.length + tokens.length);
        System.arraycopy(tokens, 0, wanted, lead.length, tokens.length);
        int common = Arrays.mismatch(held, wanted);
        if (common < 0 || common == wanted.length) return new int[] {};
        cache.trim(held.length - common);
        while (places.size() > common) places.removeLast().pass.release();
        held = Arrays.copyOf(held, common);
        return Arrays.copyOfRange(wanted, common, wanted.length);
    }

    /** Notes that {@code news} have been read as the {@code sequence}-th of a pass. */
    void append(int[] news, HeldPass pass, int sequence) {
        int before = held.length;
        held = Arrays.copyOf(held, before + news.length);
        System.arraycopy(news, 0, held, before, news.length);
        for (int i = 0; i < news.length; i++) {
            pass.hold();
            places.add(new Place(pass, pass.pass().row(sequence, i)));
        }
    }

    Place place(int tokensBefore) {
        return places.get(lead.length + tokensBefore - 1);
    }

    void close() {
        places.forEach(place -> place.pass.release());
        cache.close();
    }
}
