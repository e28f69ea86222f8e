package assay.engine.text;

import assay.engine.EngineException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Ranks of pairs: for each left token its right tokens, sorted, so that no crafted file makes a lookup slow.
 *
 * @param start of each left token's entries, [tokens + 1]
 * @param entries right token in the high half, rank in the low half
 * @param results the token that replaces the pair of each rank
 */
record Merges(int[] start, long[] entries, int[] results) {

    static Merges of(BpeModel model, int tokens, Path file) {
        List<BpeModel.Merge> merges = model.merges();
        int[] left = new int[merges.size()];
        long[] rightAndRank = new long[merges.size()];
        int[] results = new int[merges.size()];
        int[] start = new int[tokens + 1];
        for (int rank = 0; rank < results.length; rank++) {
            BpeModel.Merge merge = merges.get(rank);
            left[rank] = id(merge.left(), model.vocabulary(), rank, file);
            rightAndRank[rank] = (long) id(merge.right(), model.vocabulary(), rank, file) << 32 | rank;
            results[rank] = id(merge.left() + merge.right(), model.vocabulary(), rank, file);
            start[left[rank] + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] next = Arrays.copyOf(start, tokens);
        long[] entries = new long[results.length];
        for (int rank = 0; rank < results.length; rank++) {
            entries[next[left[rank]]++] = rightAndRank[rank];
        }
        for (int token = 0; token < tokens; token++) {
            Arrays.sort(entries, start[token], start[token + 1]);
        }
        return new Merges(start, entries, results);
    }

    private static int id(String token, Map<String, Integer> vocabulary, int rank, Path file) {
        Integer id = vocabulary.get(token);
        if (id == null) {
            throw new EngineException(file + ": model merges[" + rank + "] needs the token '"
                    + TokenizerFile.shown(token) + "', which is not in the vocabulary.");
        }
        return id;
    }

    /** The rank of a pair, -1 if it does not merge; of a pair listed twice the last counts. */
    int rank(int left, int right) {
        int low = start[left];
        int high = start[left + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] >>> 32 <= right) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > start[left] && entries[low - 1] >>> 32 == right ? (int) entries[low - 1] : -1;
    }

    int result(int rank) {
        return results[rank];
    }
}
