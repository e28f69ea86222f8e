package assay.engine.text;

import java.util.List;
import java.util.Map;

/**
 * The model section of tokenizer.json as it stands there.
 *
 * @param merges in the order of their ranks
 * @param unknown the content of the token for what the vocabulary lacks, or null
 * @param ignoreMerges a piece found whole in the vocabulary is taken as is
 */
record BpeModel(
        Map<String, Integer> vocabulary,
        List<Merge> merges,
        String unknown,
        boolean fuseUnknown,
        boolean byteFallback,
        boolean ignoreMerges) {

    /** Two neighbours that become one token. */
    record Merge(String left, String right) {}
}
