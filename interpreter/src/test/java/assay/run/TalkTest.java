package assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import assay.show.LiveView;
import assay.show.Screen;
import assay.show.Show;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a script prints is its own affair in a file, but not on a terminal. */
class TalkTest {
    private static final String EVIL = "a\u001b[2J\u009b2J\u202e";

    private static String said(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, terminal, () -> new Screen.Size(80, 24), false);
        try (LiveView live = new LiveView(Screen.lines(out), false)) {
            Talk talk = new Talk(screen, live, new Show(List.of()));
            talk.say(EVIL);
            talk.note(EVIL);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothingMovesTheCursor() {
        String spelt = "a\\u{1B}[2J\\u{9B}2J\\u{202E}";
        assertThat(said(true).lines()).containsExactly(spelt, spelt);
        assertThat(said(false).lines()).containsExactly(EVIL, spelt);
    }
}
