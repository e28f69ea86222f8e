package assay.grammar;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one word that somebody who wrote another may have meant.
 *
 * @param synonyms words of other tools and the word for them here, e.g. {@code coeff} and {@code alpha}
 */
public record Suggest(Map<String, String> synonyms) {
    private static final Pattern LABEL = Pattern.compile("did you mean `([^`]+)`\\?");

    public Suggest() {
        this(Map.of());
    }

    /**
     * The legal word meant by {@code word}: the same but for case, else a synonym, else the nearest within a third of
     * its length (at least one edit; swapped neighbours are one edit), the first of the alphabet on a tie.
     */
    public Optional<String> among(Collection<String> legal, String word) {
        Optional<String> same =
                legal.stream().filter(word::equalsIgnoreCase).sorted().findFirst();
        if (same.isPresent()) return same;
        String synonym = synonyms.get(word.toLowerCase(Locale.ROOT));
        if (synonym != null && legal.contains(synonym)) return Optional.of(synonym);
        int limit = Math.max(word.length() / 3, 1);
        return legal.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= limit)
                .map(candidate -> Map.entry(distance(word, candidate), candidate))
                .filter(candidate -> candidate.getKey() <= limit)
                .min(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(Map.Entry::getValue);
    }

    /** The word that a label of {@link #label} suggests. */
    public static Optional<String> meant(String label) {
        Matcher matcher = LABEL.matcher(label);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** {@code did you mean `length`?}, or nothing. */
    public String label(Collection<String> legal, String word) {
        return among(legal, word).map(found -> "did you mean `" + found + "`?").orElse("");
    }

    /** Optimal string alignment over lower case: insert, delete, replace or swap two neighbours, one each. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] rows = new int[3][b.length() + 1];
        for (int j = 0; j <= b.length(); j++) rows[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = rows[i % 3];
            int[] above = rows[(i + 2) % 3];
            int[] higher = rows[(i + 1) % 3];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) row[j] = Math.min(row[j], higher[j - 2] + 1);
            }
        }
        return rows[a.length() % 3][b.length()];
    }
}
