package assay.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private final VirtualTerminal terminal = new VirtualTerminal();
    private long now = TimeUnit.HOURS.toNanos(1);
    private Screen.Size size = new Screen.Size(80, 24);

    private LiveView onTerminal(boolean color) {
        return new LiveView(new Screen(terminal.out(), true, () -> size, color), false, () -> now);
    }

    private LiveView elsewhere(boolean quiet) {
        return new LiveView(Screen.lines(terminal.out()), quiet, () -> now);
    }

    private void pass(long milliseconds) {
        now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    @Test
    void drawsTheBoardInPlace() {
        try (LiveView live = onTerminal(false)) {
            for (int turn = 1; turn <= 30; turn++) {
                live.step("battle", turn, 400);
                live.live(Samples.snapshot(turn, Samples.TOKENS));
                pass(70);
            }
            live.live(Samples.snapshot(31, Samples.TOKENS));
            assertThat(terminal.text().lines().filter(line -> line.startsWith("battle qilin vs alpaka")))
                    .containsExactly("battle qilin vs alpaka  iteration 31 of 400, board 1 (5 of 8 running)");
            assertThat(terminal.text()).contains("·llama", "territory", "mismatches", "A qilin  B alpaka");
            assertThat(terminal.cursorIsVisible()).isFalse();
        }
        assertThat(terminal.text()).isEmpty();
        assertThat(terminal.cursorIsVisible()).isTrue();
    }

    @Test
    void drawsAtMostFifteenFramesASecond() {
        try (LiveView live = onTerminal(true)) {
            int frames = 0;
            for (int i = 0; i < 1000; i++) {
                int before = terminal.writes();
                live.step("probe qilin", i, 1000);
                if (terminal.writes() > before) frames++;
                pass(1);
            }
            assertThat(frames).isBetween(14, 16);
        }
    }

    @Test
    void countsBytesAsPeopleReadThem() {
        try (LiveView live = onTerminal(false)) {
            live.transfer("downloading a/b", 0, 3_400_000_000L);
            pass(2000);
            live.transfer("downloading a/b", 1_000_000_000L, 3_400_000_000L);
            assertThat(terminal.text())
                    .isEqualTo("downloading a/b  ██████▌···············  1.0 GB of 3.4 GB  500.0 MB/s  5 s left");
        }
        try (LiveView live = elsewhere(false)) {
            pass(6000);
            live.transfer("downloading a/b", 999_950, 2_000_000);
            assertThat(terminal.text()).endsWith("downloading a/b: 1.0 MB of 2.0 MB");
        }
    }

    @Test
    void tellsRateAndTimeLeft() {
        try (LiveView live = onTerminal(false)) {
            live.step("train qilin", 0, 400);
            pass(10_000);
            live.step("train qilin", 100, 400);
            assertThat(terminal.text())
                    .startsWith("train qilin  ██████··········")
                    .contains("100 of 400  10/s  30 s left");
        }
    }

    @Test
    void clearsBeforeOtherThingsAreWritten() {
        try (LiveView live = onTerminal(true)) {
            live.step("ask qilin", 1, 0);
            live.clear();
            terminal.out().print("grass is green\r\n");
            pass(1000);
            live.step("ask qilin", 2, 0);
            assertThat(terminal.text()).isEqualTo("grass is green\nask qilin  2");
        }
        assertThat(terminal.text()).isEqualTo("grass is green");
    }

    @Test
    void givesTheCursorBackWhenAnExperimentIsStopped() {
        assertThatThrownBy(() -> {
                    try (LiveView live = onTerminal(true)) {
                        live.step("battle", 1, 2);
                        assertThat(terminal.cursorIsVisible()).isFalse();
                        throw new CancellationException("stopped");
                    }
                })
                .hasMessage("stopped");
        assertThat(terminal.cursorIsVisible()).isTrue();
        assertThat(terminal.text()).isEmpty();
    }

    @Test
    void drawsNothingAfterClosing() {
        LiveView live = onTerminal(true);
        live.step("battle", 1, 2);
        live.close();
        pass(1000);
        live.step("battle", 2, 2);
        assertThat(terminal.text()).isEmpty();
        live.close();
        assertThat(terminal.cursorIsVisible()).isTrue();
    }

    @Test
    void staysInsideNarrowAndLowWindows() {
        try (LiveView live = onTerminal(true)) {
            for (int width : new int[] {120, 60, 33, 21, 80}) {
                for (int height : new int[] {40, 12, 6, 2}) {
                    size = new Screen.Size(width, height);
                    live.clear();
                    pass(100);
                    live.live(Samples.snapshot(9, Samples.HOSTILE));
                    assertThat(terminal.text().lines().count()).isLessThan(height);
                    assertThat(terminal.text().lines())
                            .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThan(width));
                }
            }
        }
    }

    @Test
    void goesUpOverLinesThatANarrowerWindowHasWrapped() {
        try (LiveView live = onTerminal(false)) {
            live.step("x".repeat(70), 1, 0);
            size = new Screen.Size(30, 24);
            pass(100);
            int before = terminal.writes();
            terminal.out().print("\r\n\r\n"); // the 73 columns now take three rows
            live.step("x".repeat(70), 2, 0);
            assertThat(terminal.writes()).isGreaterThan(before);
            assertThat(terminal.text()).isEqualTo("x".repeat(28) + "…");
        }
    }

    @Test
    void writesALineNowAndThenWhereThereIsNoTerminal() {
        try (LiveView live = elsewhere(false)) {
            for (int turn = 1; turn <= 60; turn++) {
                live.step("battle", turn, 400);
                live.live(Samples.snapshot(turn, Samples.TOKENS));
                pass(200);
            }
            live.step("probe qilin, layer", 3, 12);
            pass(5000);
            live.step("probe qilin, layer", 4, 12);
        }
        assertThat(terminal.text().replace("\r", "")).isEqualTo("""
                        battle qilin vs alpaka: iteration 25 of 400, board 1 (5 of 8 running)
                        battle qilin vs alpaka: iteration 50 of 400, board 1 (2 of 8 running)
                        probe qilin, layer: 4 of 12""");
    }

    @Test
    void saysNothingWhenQuiet() {
        try (LiveView live = elsewhere(true)) {
            for (int i = 0; i < 100; i++) {
                live.step("battle", i, 100);
                pass(1000);
            }
        }
        assertThat(terminal.writes()).isZero();
    }
}
