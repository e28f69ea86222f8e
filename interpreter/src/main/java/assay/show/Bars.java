package assay.show;

import java.util.stream.IntStream;

/** Quantities drawn with block characters. */
final class Bars {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

    private Bars() {}

    /** A bar of {@code fraction} of {@code width} columns, to an eighth of a column; anything above 0 is seen. */
    static String bar(double fraction, int width) {
        if (!(fraction > 0)) return "";
        int eighths = (int) Math.clamp(Math.round(fraction * width * 8), 1, width * 8L);
        String full = "█".repeat(eighths / 8);
        int rest = eighths % 8;
        return rest == 0 ? full : full + EIGHTHS.charAt(rest - 1);
    }

    /** One column per value, from 0 to the largest; longer series are averaged into {@code width} columns. */
    static String spark(double[] values, int width) {
        if (values.length == 0 || width < 1) return "";
        int columns = Math.min(values.length, width);
        double[] means = new double[columns];
        for (int c = 0; c < columns; c++) {
            int from = (int) ((long) c * values.length / columns);
            int to = (int) ((long) (c + 1) * values.length / columns);
            means[c] = IntStream.range(from, to)
                    .mapToDouble(i -> values[i])
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
        }
        double most = 0;
        for (double mean : means) if (mean > most) most = mean;
        StringBuilder spark = new StringBuilder();
        for (double mean : means) spark.append(level(mean, most));
        return spark.toString();
    }

    /** One block as high as {@code value} is of {@code most}; a blank where there is no value. */
    static char level(double value, double most) {
        if (Double.isNaN(value)) return ' ';
        if (!(most > 0) || !(value > 0)) return LEVELS.charAt(0);
        return LEVELS.charAt(Math.clamp((int) Math.ceil(value / most * LEVELS.length()) - 1, 0, LEVELS.length() - 1));
    }
}
