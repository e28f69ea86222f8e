package assay.run;

import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Progress;
import assay.show.Chart;
import assay.show.LiveView;
import assay.show.Look;
import assay.show.Screen;
import assay.show.Show;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run says to people while it goes on.
 *
 * @param screen where results go
 * @param live where progress goes
 */
public record Talk(Screen screen, LiveView live, Show show) {
    private static final int ROWS = 10;
    private static final int LONGEST = 60;

    Progress progress() {
        return live;
    }

    /** Bytes of something that comes from the network; all of them take the drawing away. */
    void transferred(String what, long done, long total) {
        if (done < total) live.transfer(what, done, total);
        else live.clear();
    }

    /** Takes away what an experiment drew while it was running. */
    void clear() {
        live.clear();
    }

    /** A line of text; on a terminal what would move the cursor or recolour it is spelled out. */
    void say(String text) {
        line(screen.terminal() ? show.text(Value.of(text), new Look(Integer.MAX_VALUE, false, ROWS)) : text);
    }

    /** A line about the run itself, beside the progress. */
    public void note(String text) {
        live.note(text);
    }

    /** @param top rows to show, if the script says how many */
    void show(Value value, Optional<Integer> top) {
        line(show.text(value, screen.look(top.orElse(ROWS))));
    }

    void plot(Chart chart) {
        line(chart.terminal(screen.look(ROWS)));
    }

    void expected(Expectation expectation) {
        String why = expectation.why().map(reason -> ": " + reason).orElse("");
        say("expect " + expectation.text() + ": " + (expectation.held() ? "held" : "FAILED") + " ("
                + sides(expectation.sides()) + ")" + why);
    }

    private static String sides(List<Value> sides) {
        return sides.stream().map(Talk::brief).collect(Collectors.joining(" and "));
    }

    private static String brief(Value value) {
        String text = value instanceof Value.Str(String string) ? '"' + string + '"' : Values.brief(value);
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
    }

    private void line(String text) {
        live.clear();
        screen.out().println(text);
    }
}
