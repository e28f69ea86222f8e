package assay.show;

import java.time.Duration;

/**
 * Something that takes a while.
 *
 * @param total 0 if unknown
 * @param bytes whether bytes are counted
 * @param began when, in nanoseconds
 * @param from how much was already done then
 */
record Work(String what, long done, long total, boolean bytes, long began, long from) {
    private static final int BAR = 24;
    private static final double NANOS = 1e9;
    private static final double SOON = 0.5;

    static Work begun(String what, long done, long total, boolean bytes, long now) {
        return new Work(what, done, total, bytes, now, done);
    }

    Work at(long done, long total) {
        return new Work(what, done, total, bytes, began, from);
    }

    Line sentence() {
        return Line.of(what + ": ").then(amount());
    }

    private String amount() {
        return total > 0 ? count(done) + " of " + count(total) : count(done);
    }

    private String count(long amount) {
        return bytes ? Bytes.of(amount) : Long.toString(amount);
    }

    /** What, a bar, how fast and how much longer. */
    Line bar(int width, long now) {
        Line line = Line.of(what, Ink.STRONG).then("  ");
        if (total > 0) {
            double fraction = Math.clamp((double) done / total, 0, 1);
            int columns = Math.clamp(width - line.width() - 40L, 8, BAR);
            String full = Bars.bar(fraction, columns);
            line = line.then(full, Ink.FIRST)
                    .then("·".repeat(columns - Glyphs.width(full)), Ink.FAINT)
                    .then("  ");
        }
        return line.then(amount()).then(pace(now), Ink.FAINT).cut(width);
    }

    private String pace(long now) {
        double seconds = (now - began) / NANOS;
        if (seconds < SOON || done <= from) return "";
        double rate = (done - from) / seconds;
        String pace = bytes
                ? "  " + Bytes.of(rate) + "/s"
                : rate >= 1 ? "  " + rounded(rate) + "/s" : "  " + duration(1 / rate) + " each";
        return total > done ? pace + "  " + duration((total - done) / rate) + " left" : pace;
    }

    private static String rounded(double rate) {
        return rate >= 10 ? Long.toString(Math.round(rate)) : Digits.of(Math.round(rate * 10) / 10.0);
    }

    static String duration(double seconds) {
        Duration d = Duration.ofSeconds((long) Math.min(Math.ceil(seconds), 1e9));
        if (d.toDays() > 0) return d.toDays() + " d " + d.toHoursPart() + " h";
        if (d.toHours() > 0) return d.toHours() + " h " + d.toMinutesPart() + " min";
        if (d.toMinutes() > 0) return d.toMinutes() + " min " + d.toSecondsPart() + " s";
        return d.toSeconds() + " s";
    }
}
