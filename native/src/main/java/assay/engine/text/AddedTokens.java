package assay.engine.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds added tokens in a text: the leftmost, and of those the longest. */
final class AddedTokens {
    private final List<AddedToken> tokens = new ArrayList<>();
    private final Map<Long, Integer> edges = new HashMap<>();
    private final Map<Integer, AddedToken> ends = new HashMap<>();
    private final BitSet starts = new BitSet();

    /** @param normalizer applied to the contents, as it is to the text they are looked for in */
    AddedTokens(List<AddedToken> all, Normalizer normalizer) {
        // Of two tokens with the same content after normalisation the special one is found.
        all.stream().filter(AddedToken::special).forEach(token -> add(token, normalizer.apply(token.content())));
        all.stream().filter(token -> !token.special()).forEach(token -> add(token, normalizer.apply(token.content())));
    }

    /** Part of a text: a token, or the text between tokens if {@code token} is null. */
    record Part(int from, int to, AddedToken token) {}

    private void add(AddedToken token, String content) {
        if (content.isEmpty()) {
            return;
        }
        int node = 0;
        for (int i = 0; i < content.length(); i++) {
            node = edges.computeIfAbsent(edge(node, content.charAt(i)), _ -> edges.size() + 1);
        }
        ends.putIfAbsent(node, token);
        starts.set(content.charAt(0));
        tokens.add(token);
    }

    private static long edge(int node, char c) {
        return (long) node << 16 | c;
    }

    List<Part> split(String text) {
        if (tokens.isEmpty()) {
            return List.of(new Part(0, text.length(), null));
        }
        List<Part> parts = new ArrayList<>();
        int done = 0;
        for (int at = 0; at < text.length(); ) {
            Part found = starts.get(text.charAt(at)) ? longest(text, at) : null;
            if (found == null) {
                at++;
                continue;
            }
            AddedToken token = found.token();
            at = found.to();
            if (token.singleWord() && (touchesWord(text, found.from(), found.to()))) {
                continue;
            }
            int from = token.lstrip() ? Math.max(Spaces.before(text, found.from()), done) : found.from();
            int to = token.rstrip() ? Spaces.after(text, found.to()) : found.to();
            if (done < from) {
                parts.add(new Part(done, from, null));
            }
            parts.add(new Part(from, to, token));
            done = to;
        }
        if (done < text.length()) {
            parts.add(new Part(done, text.length(), null));
        }
        return parts;
    }

    private Part longest(String text, int from) {
        Part best = null;
        Integer node = 0;
        for (int at = from; at < text.length(); at++) {
            node = edges.get(edge(node, text.charAt(at)));
            if (node == null) {
                break;
            }
            if (ends.containsKey(node)) {
                best = new Part(from, at + 1, ends.get(node));
            }
        }
        return best;
    }

    private static boolean touchesWord(String text, int from, int to) {
        return from > 0 && isWord(text.codePointBefore(from)) || to < text.length() && isWord(text.codePointAt(to));
    }

    private static boolean isWord(int c) {
        if (Character.isAlphabetic(c) || c == 0x200c || c == 0x200d) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> false;
        };
    }
}
