package assay.lib.measure;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A text in small pieces, in lower case: words, single characters of scripts that put no spaces between words, and
 * marks, of which several equal ones in a row are one. A word of more than 24 characters is taken apart, for a loop may
 * well be without spaces.
 */
record Units(List<String> pieces) {
    private static final int LONGEST = 24;
    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    static Units of(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); ) {
            int c = lower.codePointAt(i);
            i += Character.charCount(c);
            boolean letter = isWord(c);
            if (letter && !isUnspaced(c)) {
                word.appendCodePoint(c);
                continue;
            }
            take(word, pieces);
            String piece = Character.toString(c);
            if (letter
                    || !Text.isSpace(c)
                            && (pieces.isEmpty() || !pieces.getLast().equals(piece))) pieces.add(piece);
        }
        take(word, pieces);
        return new Units(pieces);
    }

    private static void take(StringBuilder word, List<String> pieces) {
        if (word.isEmpty()) return;
        if (word.length() <= LONGEST) pieces.add(word.toString());
        else word.codePoints().mapToObj(Character::toString).forEach(pieces::add);
        word.setLength(0);
    }

    /** The pieces that are no marks. */
    List<String> words() {
        return pieces.stream().filter(Units::isWord).toList();
    }

    /** A number for each piece, the same for equal ones. */
    int[] ids() {
        Map<String, Integer> ids = new HashMap<>();
        return pieces.stream()
                .mapToInt(piece -> ids.computeIfAbsent(piece, key -> ids.size()))
                .toArray();
    }

    static boolean isWord(String piece) {
        return isWord(piece.codePointAt(0));
    }

    static boolean isUnspaced(int c) {
        return UNSPACED.contains(UnicodeScript.of(c));
    }

    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.OTHER_NUMBER
                || type == Character.LETTER_NUMBER;
    }
}
