package assay.show;

import java.util.Arrays;
import java.util.List;

/** What a chart draws, whatever it is drawn with. */
sealed interface Plot {
    /** More names than this make no heading. */
    int MOST_NAMED = 4;

    /** A heading. */
    String title();

    /** In one sentence, for those who do not see the picture. */
    String description();

    /**
     * Numbers over numbers.
     *
     * @param joined whether each point is joined to the next
     */
    record Curves(String x, List<Series> series, boolean joined) implements Plot {
        @Override
        public String title() {
            return names(series) + " by " + x;
        }

        @Override
        public String description() {
            Extent ys = ys();
            return title() + ": "
                    + Count.of(series.getFirst().xs().length, "point") + (series.size() > 1 ? " each" : "") + ", "
                    + x + " from " + Digits.of(xs().least()) + " to " + Digits.of(xs().most())
                    + ", values from " + Digits.of(ys.least()) + " to " + Digits.of(ys.most());
        }

        /** Between whole numbers along the axis there is nothing. */
        double finest() {
            boolean whole =
                    series.stream().allMatch(one -> Arrays.stream(one.xs()).allMatch(x -> x == Math.rint(x)));
            return whole ? 1 : 0;
        }

        Extent xs() {
            return Extent.of(series.stream().map(Series::xs).toList());
        }

        Extent ys() {
            return Extent.of(series.stream().map(Series::ys).toList());
        }
    }

    /** One curve; where {@code ys} is NaN there is a gap. */
    record Series(String name, double[] xs, double[] ys) {}

    /** A bar for every category and series. */
    record Columns(String category, List<String> categories, List<Series> series) implements Plot {
        @Override
        public String title() {
            return names(series) + " by " + category;
        }

        @Override
        public String description() {
            Extent ys = values();
            return title() + ": " + Count.of(categories.size(), "bar") + (series.size() > 1 ? " each" : "")
                    + ", values from " + Digits.of(ys.least()) + " to " + Digits.of(ys.most());
        }

        Extent values() {
            return Extent.of(series.stream().map(Series::ys).toList());
        }
    }

    /** A number for every cell of a matrix, row-major. */
    record Heat(String name, String down, String across, int rows, int columns, double[] cells) implements Plot {
        @Override
        public String title() {
            return name + " by " + down + " and " + across;
        }

        @Override
        public String description() {
            Extent values = values();
            return name + ": " + rows + " " + down + " by " + columns + " " + across + ", values from "
                    + Digits.of(values.least()) + " to " + Digits.of(values.most());
        }

        Extent values() {
            return Extent.of(List.of(cells));
        }
    }

    private static String names(List<Series> series) {
        return series.size() > MOST_NAMED
                ? series.size() + " series"
                : String.join(", ", series.stream().map(Series::name).toList());
    }

    /** The finite numbers' least and most. */
    record Extent(double least, double most) {
        static Extent of(List<double[]> arrays) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] values : arrays) {
                for (double value : values) {
                    if (!Double.isFinite(value)) continue;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            return new Extent(least, most);
        }

        boolean isEmpty() {
            return least > most;
        }
    }
}
