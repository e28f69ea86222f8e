package assay.record;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two scripts differ, by their longest common subsequence. */
final class Lines {
    private static final int MOST = 2000;

    private Lines() {}

    /** Lines of the first with {@code -} in front, of the second with {@code +}, in order; none where they are equal. */
    static List<String> between(String first, String second) {
        if (first.equals(second)) return List.of();
        List<String> a = first.lines().toList();
        List<String> b = second.lines().toList();
        if (a.size() > MOST || b.size() > MOST) return List.of("the scripts differ");
        List<String> told = walk(a, b, common(a, b));
        return told.isEmpty() ? List.of("the scripts differ in their line ends") : told;
    }

    /** For each pair of places, how many lines from there on are common. */
    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--)
            for (int j = b.size() - 1; j >= 0; j--)
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
        return common;
    }

    private static List<String> walk(List<String> a, List<String> b, int[][] common) {
        List<String> told = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                i++;
                j++;
            } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                told.add("script - " + a.get(i++));
            } else {
                told.add("script + " + b.get(j++));
            }
        }
        return told;
    }
}
