package assay.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as they read best in a view: whole ones in full, others to about four digits. */
final class Digits {
    private static final int SIGNIFICANT = 4;
    private static final double MOST_WHOLE = 1e15;

    private Digits() {}

    /** One number by itself. */
    static String of(double value) {
        if (!Double.isFinite(value)) return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        if (isWhole(value)) return Long.toString((long) value);
        double size = Math.abs(value);
        if (size < 1e-4 || size >= 1e7) return scientific(value);
        int decimals = Math.max(0, SIGNIFICANT - 1 - (int) Math.floor(Math.log10(size)));
        return trimmed(fixed(value, Math.min(decimals, SIGNIFICANT + 2)));
    }

    /** Digits after the point that suit all numbers of a column. */
    static int decimals(double[] values) {
        double largest = 0;
        boolean whole = true;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            whole &= isWhole(value);
            largest = Math.max(largest, Math.abs(value));
        }
        if (whole) return 0;
        int wanted = SIGNIFICANT - (int) Math.max(0, Math.floor(Math.log10(largest)));
        int most = Math.clamp(wanted, 2, SIGNIFICANT);
        int needed = 0;
        for (double value : values) {
            if (!Double.isFinite(value)) continue;
            String digits = trimmed(fixed(value, most));
            int point = digits.indexOf('.');
            if (point >= 0) needed = Math.max(needed, digits.length() - point - 1);
        }
        return needed;
    }

    /** One number of a column with {@code decimals} digits after the point. */
    static String of(double value, int decimals) {
        if (!Double.isFinite(value) || Math.abs(value) >= MOST_WHOLE) return of(value);
        boolean lost = value != 0 && Math.abs(value) < 0.5 * Math.pow(10, -decimals);
        return lost ? scientific(value) : fixed(value, decimals);
    }

    static String percent(double share) {
        if (!Double.isFinite(share)) return of(share);
        double percent = 100 * share;
        return (Math.abs(percent) >= 99.95 || percent == 0 ? fixed(percent, 0) : fixed(percent, 1)) + "%";
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    }

    private static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String trimmed(String digits) {
        return digits.indexOf('.') < 0 ? digits : digits.replaceAll("\\.?0+$", "");
    }

    private static String scientific(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(SIGNIFICANT));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
