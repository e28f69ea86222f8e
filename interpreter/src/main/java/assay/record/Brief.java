package assay.record;

/** Two texts, shortened to about where they begin to differ. */
record Brief(String first, String second) {
    private static final int LONGEST = 60;
    private static final int BEFORE = 20;

    static Brief of(String first, String second) {
        int common = 0;
        int shorter = Math.min(first.length(), second.length());
        while (common < shorter && first.charAt(common) == second.charAt(common)) common++;
        int start = Math.max(first.length(), second.length()) <= LONGEST ? 0 : Math.max(0, common - BEFORE);
        return new Brief(cut(first, start), cut(second, start));
    }

    private static String cut(String text, int start) {
        int from = boundary(text, Math.min(start, text.length()));
        int to = boundary(text, Math.min(text.length(), from + LONGEST));
        return (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "");
    }

    /** Not between the halves of a character. */
    private static int boundary(String text, int at) {
        boolean inside = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return inside ? at - 1 : at;
    }
}
