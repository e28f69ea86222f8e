package assay.lib.stats;

/** From {@code low} to {@code high}, both included; NaN where it is not defined. */
public record Interval(double low, double high) {
    static final double CONFIDENCE = 0.95;
    static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    /** {@code centre - half} to {@code centre + half}. */
    static Interval around(double centre, double half) {
        return new Interval(centre - half, centre + half);
    }

    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
