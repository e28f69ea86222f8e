package assay.lib.measure;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How an answer fails as an answer, whatever it says. */
public enum FailureMode {
    OK,
    /** Next to nothing was generated: no letter, number or sign, or fewer than one in eight tokens. */
    COLLAPSE,
    /** A loop: the same pieces at least three times in a row over a quarter of the answer, in capitals or not. */
    DEGENERATION,
    /**
     * Nothing of what the prompt is about. At length: 12 words of content (50 if the prompt has only one) and none of
     * the prompt's. Briefly: a phrase such as "I don't know", or yes or no to a question that asks what, who or why. Any
     * other brief answer stands for itself, since an answer need not repeat the question.
     */
    EVASION;

    private static final int TOKENS_PER_CHARACTER = 8;
    private static final int LONG = 12;
    private static final int LONG_FOR_ONE = 50;
    private static final int PREFIX = 5;
    private static final int SHORTEST_PREFIX = 3;
    private static final int REPLACEMENT = 0xFFFD; // stands for bytes that are no text

    /** @param tokens that were generated, special ones included */
    public static FailureMode of(String prompt, String answer, int tokens) {
        long characters = answer.codePoints().filter(FailureMode::isContent).count();
        if (characters == 0 || characters * TOKENS_PER_CHARACTER < tokens) return COLLAPSE;
        Units units = Units.of(answer);
        if (Repetition.loops(units)) return DEGENERATION;
        return evades(Units.of(prompt).words(), units.words()) ? EVASION : OK;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean evades(List<String> prompt, List<String> answer) {
        List<String> asked = Vocabulary.content(prompt);
        List<String> said = Vocabulary.content(answer);
        if (asked.isEmpty()) return false;
        if (said.isEmpty()) return dodges(prompt, answer);
        if (said.size() < (asked.size() == 1 ? LONG_FOR_ONE : LONG)) return false;
        // a translation into another script shares no word and evades nothing
        return shareScript(asked, said) && !overlap(new HashSet<>(asked), new HashSet<>(said));
    }

    private static boolean dodges(List<String> prompt, List<String> answer) {
        if (answer.stream().anyMatch(word -> Vocabulary.isDodge(word) && !prompt.contains(word))) return true;
        return Vocabulary.isOpenQuestion(prompt.getFirst())
                && answer.stream().anyMatch(Vocabulary::isYesOrNo)
                && prompt.stream().noneMatch(Vocabulary::isYesOrNo);
    }

    private static boolean shareScript(List<String> asked, List<String> said) {
        return asked.stream()
                .map(FailureMode::script)
                .anyMatch(script ->
                        said.stream().filter(word -> script(word) == script).count() >= LONG);
    }

    private static Character.UnicodeScript script(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0));
    }

    private static boolean overlap(Set<String> asked, Set<String> said) {
        for (String word : asked) for (String other : said) if (akin(word, other)) return true;
        return false;
    }

    /** Equal but for the ending, or one an abbreviation of the other, e.g. {@code fib} in a program. */
    private static boolean akin(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int common = 0;
        while (common < shorter && a.charAt(common) == b.charAt(common)) common++;
        return a.equals(b) || common >= PREFIX || common == shorter && common >= SHORTEST_PREFIX;
    }

    /** Punctuation alone says nothing; a plus sign or an emoji can be an answer. */
    private static boolean isContent(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> c != REPLACEMENT;
            default -> Character.isLetterOrDigit(c);
        };
    }
}
