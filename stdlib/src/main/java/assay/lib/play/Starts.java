package assay.lib.play;

import assay.lib.stats.Rng;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** The boards that games begin with. */
final class Starts {
    /** The cells of the largest board. */
    static final int MOST = 4096;

    private Starts() {}

    /** Tokens drawn uniformly; the same for every game of these vocabularies, this seed and length. */
    static List<List<Cell>> drawn(List<String> names, List<Reader> readers, int length, int replicates, long seed) {
        int[] candidates = Reader.startTokens(readers);
        if (candidates.length == 0)
            throw new Failure(
                    String.join(" and ", names)
                            + " have no token in common that a board could be drawn from; say what it begins with, e.g. `start \"...\"`");
        return IntStream.range(0, replicates)
                .mapToObj(replicate -> {
                    UniformRandomProvider random = Rng.of(seed, "start", replicate);
                    return IntStream.range(0, length)
                            .mapToObj(i -> readers.getFirst().cell(candidates[random.nextInt(candidates.length)]))
                            .toList();
                })
                .toList();
    }

    /** The text or the ids that the script gave, cut and read by the first player's tokenizer; the same for all replicates. */
    static List<List<Cell>> given(String name, Reader reader, Value start, int replicates) {
        int[] ids = start instanceof Value.Str(String text)
                ? reader.tokenizer().encode(text, false)
                : ((Value.Listing) start)
                        .items().stream()
                                .mapToInt(id -> (int) ((Value.Num) id).value())
                                .toArray();
        if (ids.length < 2)
            throw new Failure("a board needs at least 2 tokens, but `start` gives " + name + " only " + ids.length);
        if (ids.length > MOST)
            throw new Failure("`start` gives " + name + " " + ids.length + " tokens; a board has at most " + MOST);
        for (int id : ids) {
            if (!reader.tokenizer().isOrdinary(id))
                throw new Failure("`start` holds token " + id + ", which is no ordinary token of " + name
                        + "; leave special tokens out and take ids below "
                        + reader.tokenizer().size());
        }
        return Collections.nCopies(
                replicates, IntStream.of(ids).mapToObj(reader::cell).toList());
    }
}
