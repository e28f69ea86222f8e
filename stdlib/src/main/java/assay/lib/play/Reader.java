package assay.lib.play;

import assay.engine.text.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a player reads a board: cell by cell, each as one token of its vocabulary or else as the tokens its own BPE gives
 * for the bytes.
 *
 * @param shared all players have the same vocabulary, so that cells are plain ids
 */
record Reader(Tokenizer tokenizer, boolean shared) {

    /** A reader for each player of a game. */
    static List<Reader> of(List<Tokenizer> tokenizers) {
        Tokenizer first = tokenizers.getFirst();
        boolean shared = tokenizers.stream().allMatch(tokenizer -> sameVocabulary(first, tokenizer));
        return tokenizers.stream()
                .map(tokenizer -> new Reader(tokenizer, shared))
                .toList();
    }

    /** The tokens a random start is drawn from: ids of the first vocabulary, text, one ordinary token in each. */
    static int[] startTokens(List<Reader> readers) {
        Tokenizer first = readers.getFirst().tokenizer;
        return IntStream.range(0, first.size())
                .filter(first::isOrdinary)
                .filter(id -> {
                    byte[] bytes = first.bytes(id);
                    Cell cell = new Cell(id, bytes);
                    return bytes.length > 0
                            && Cell.isText(bytes)
                            && readers.stream().allMatch(reader -> reader.asOne(cell) >= 0);
                })
                .toArray();
    }

    Cell cell(int id) {
        return new Cell(id, tokenizer.bytes(id));
    }

    /** The cell with the id that these bytes have here, if any. */
    Cell cell(byte[] bytes) {
        return new Cell(tokenizer.id(bytes).orElse(-1), bytes);
    }

    int[] tokens(Cell cell) {
        int one = asOne(cell);
        return one >= 0 ? new int[] {one} : tokenizer.encodeBytes(cell.bytes());
    }

    /** The one ordinary token this cell is to the player, or -1. */
    int asOne(Cell cell) {
        return plain(cell) ? cell.id() : tokenizer.id(cell.bytes()).orElse(-1);
    }

    /** Whether a predicted token would change the cell. */
    boolean differs(int token, Cell cell) {
        return plain(cell) ? token != cell.id() : !Arrays.equals(tokenizer.bytes(token), cell.bytes());
    }

    private boolean plain(Cell cell) {
        return shared && cell.id() >= 0;
    }

    /** Whether the player predicts position 0. */
    boolean opens() {
        return tokenizer.bos().isPresent();
    }

    private static boolean sameVocabulary(Tokenizer a, Tokenizer b) {
        if (a == b) return true;
        return a.size() == b.size()
                && a.bos().equals(b.bos())
                && IntStream.range(0, a.size())
                        .allMatch(
                                id -> a.isOrdinary(id) == b.isOrdinary(id) && Arrays.equals(a.bytes(id), b.bytes(id)));
    }
}
