package assay.engine.text;

import assay.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Byte-pair encoding of one piece of text: n log n, whatever the piece. */
final class Bpe {
    private static final int NONE = -1;

    private final BpeModel model;
    private final Merges merges;
    private final int unknown;
    /** The ids of one-character tokens below U+10000, -1 where there is none. */
    private final int[] characters = new int[1 << 16];
    /** The ids of {@code <0xNN>}, -1 where there is none. */
    private final int[] fallback = new int[256];

    Bpe(BpeModel model, int tokens, Path file) {
        this.model = model;
        merges = Merges.of(model, tokens, file);
        unknown = model.unknown() == null ? NONE : model.vocabulary().getOrDefault(model.unknown(), NONE);
        if (model.unknown() != null && unknown == NONE) {
            throw new EngineException(file + ": model unk_token '" + TokenizerFile.shown(model.unknown())
                    + "' is not in the vocabulary.");
        }
        Arrays.fill(characters, NONE);
        model.vocabulary().forEach((token, id) -> {
            if (token.length() == 1) {
                characters[token.charAt(0)] = id;
            }
        });
        for (int b = 0; b < 256; b++) {
            fallback[b] = model.vocabulary().getOrDefault(String.format("<0x%02X>", b), NONE);
        }
    }

    void encode(String piece, Ids out) {
        Integer whole = model.ignoreMerges() ? model.vocabulary().get(piece) : null;
        if (whole != null) {
            out.add(whole);
            return;
        }
        Ids symbols = new Ids();
        boolean pending = false;
        for (int at = 0, end; at < piece.length(); at = end) {
            end = piece.offsetByCodePoints(at, 1);
            int id = character(piece, at, end);
            if (id != NONE) {
                if (pending) {
                    symbols.add(unknown);
                    pending = false;
                }
                symbols.add(id);
            } else if (!(model.byteFallback() && addBytes(piece.substring(at, end), symbols)) && unknown != NONE) {
                if (pending && !model.fuseUnknown()) {
                    symbols.add(unknown);
                }
                pending = true;
            }
        }
        if (pending) {
            symbols.add(unknown);
        }
        out.addAll(merge(symbols.toArray()));
    }

    /** The token of the character at these bounds, -1 if there is none. */
    int character(String text, int from, int to) {
        return to - from == 1
                ? characters[text.charAt(from)]
                : model.vocabulary().getOrDefault(text.substring(from, to), NONE);
    }

    /** The token that stands for one byte in a byte-fallback vocabulary, -1 if there is none. */
    int fallback(byte b) {
        return fallback[b & 0xff];
    }

    private boolean addBytes(String character, Ids symbols) {
        byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (fallback(b) == NONE) {
                return false;
            }
        }
        for (byte b : bytes) {
            symbols.add(fallback(b));
        }
        return true;
    }

    /** Merges neighbours, lowest rank first and then leftmost, until no pair is left that merges. */
    int[] merge(int[] symbols) {
        if (symbols.length < 2) {
            return symbols;
        }
        int[] ids = symbols.clone();
        int[] previous = new int[ids.length];
        int[] next = new int[ids.length];
        MergeQueue queue = new MergeQueue();
        for (int i = 0; i < ids.length; i++) {
            previous[i] = i - 1;
            next[i] = i + 1 < ids.length ? i + 1 : NONE;
            if (i > 0) {
                offer(ids, i - 1, i, queue);
            }
        }
        while (!queue.isEmpty()) {
            long top = queue.poll();
            int left = (int) top;
            int right = next[left];
            if (ids[left] == NONE || right == NONE) {
                continue;
            }
            // An entry is stale when one of its sides has merged since; then the pair gives another token, or none.
            int result = merges.result((int) (top >>> 32));
            int rank = merges.rank(ids[left], ids[right]);
            if (rank == NONE || merges.result(rank) != result) {
                continue;
            }
            ids[left] = result;
            ids[right] = NONE;
            next[left] = next[right];
            if (next[left] != NONE) {
                previous[next[left]] = left;
                offer(ids, left, next[left], queue);
            }
            if (previous[left] != NONE) {
                offer(ids, previous[left], left, queue);
            }
        }
        return Arrays.stream(ids).filter(id -> id != NONE).toArray();
    }

    private void offer(int[] ids, int left, int right, MergeQueue queue) {
        int rank = merges.rank(ids[left], ids[right]);
        if (rank != NONE) {
            queue.add(rank, left);
        }
    }
}
