package assay.show;

import java.util.Locale;

/** Amounts of data as people read them, in powers of ten as disks and the hub count. */
public final class Bytes {
    private static final String UNITS = "kMGTPE";

    private Bytes() {}

    public static String of(double bytes) {
        if (bytes < 1000) return (long) bytes + " B";
        double amount = bytes;
        int unit = -1;
        while (amount >= 999.95 && unit < UNITS.length() - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %sB", amount, UNITS.charAt(unit));
    }
}
