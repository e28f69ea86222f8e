package assay.cli;

import assay.record.Comparison;
import assay.record.Difference;
import assay.show.Glyphs;
import java.util.List;

/** Tells people how two runs compare, on standard output. */
record Differing(Comparison comparison) {
    private static final int MOST = 20;

    /** What is asked of numbers. */
    static String expectation(boolean exact) {
        return exact
                ? "every bit is expected to be equal"
                : "numbers may differ by " + Comparison.TOLERANCE + " of themselves";
    }

    void tell() {
        List<Difference> all = comparison.differences();
        all.stream().limit(MOST).forEach(difference -> System.out.println("  " + Glyphs.visible(difference.line())));
        if (all.size() > MOST) System.out.println("  and " + (all.size() - MOST) + " more; --json lists them all");
        System.out.println(comparison.summary());
    }
}
