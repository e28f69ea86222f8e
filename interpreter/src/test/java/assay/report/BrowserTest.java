package assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.run.InProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it, after its script has run; skipped where there is no Chromium. */
class BrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    static Path directory;

    private static Path battle;
    private static Path hostile;

    @BeforeAll
    static void pages() throws IOException {
        assumeTrue(chromium().isPresent(), "there is no chromium on the PATH");
        Path models = Path.of("../examples/models").toAbsolutePath().normalize();
        Path script = Files.writeString(
                directory.resolve("small.exp"), """
                seed 1
                model qilin = "%s"
                model alpaka = "%s"
                let war = battle qilin vs alpaka length 8 replicates 2
                let marks = fingerprint(war)
                plot war.mismatches by iteration
                """.formatted(models.resolve("qilin"), models.resolve("alpaka")));
        Path run = directory.resolve("small");
        assertThat(InProcess.standard().run(script, Map.of(), run).problems()).isEmpty();
        battle = Files.writeString(directory.resolve("battle.html"), Page.of(run));
        Path made = SampleRun.write(directory.resolve("hostile"));
        hostile = directory.resolve("hostile.html");
        Files.write(hostile, Page.of(made).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aGameIsReplayed() throws Exception {
        String end = shown(battle, "");
        assertSound(end);
        assertThat(count(end, "<li class=\"cell")).isEqualTo(8);
        assertThat(end).contains("stands to the end").contains("<figure><img alt=");
        String start = shown(battle, "#r1@0");
        assertThat(start).contains("The random tokens that it starts from.");
        assertThat(board(start)).isNotEqualTo(board(end));
        String third = shown(battle, "#r1@3");
        assertThat(third).contains("Turn 3: ").contains("aria-valuetext=\"replacement 3 of");
        assertThat(count(board(third), " now")).isEqualTo(1);
    }

    @Test
    void playingGoesOnByItself() throws Exception {
        String played = shown(battle, "#r1@play");
        assertSound(played);
        assertThat(played).containsPattern("replacement [1-9]\\d* of");
    }

    @Test
    void curvesAndTokensAreDrawn() throws Exception {
        String page = shown(battle, "");
        assertThat(page)
                .containsPattern(
                        "<div class=\"chart\" role=\"img\"[^>]* aria-label=\"mismatches by iteration: [^\"]*\"")
                .containsPattern("<path [^>]*stroke=\"var\\(--a\\)\"")
                .containsPattern("<path [^>]*stroke=\"var\\(--b\\)\"[^>]* stroke-dasharray=\"7,3\"");
        assertThat(count(page, "class=\"tokens p0\"")).isPositive().isEqualTo(count(page, "class=\"tokens p1\""));
        assertThat(page).contains("mismatches in numbers");
    }

    @Test
    void everyKindOfResultIsShownAndHostileTextDoesNothing() throws Exception {
        String page = shown(hostile, "");
        assertSound(page);
        assertThat(page.replace(ChartLibrary.text(), "").replaceAll("aria-label=\"[^\"]*\"", ""))
                .doesNotContain("<img src=")
                .doesNotContain("<title>caught");
        assertThat(count(page, "<li class=\"item\"")).isEqualTo(10);
        assertThat(page).contains(">improved 15<", ">swapped 15<", ">qwen<", ">blind<", "Show more questions");
        assertThat(page).contains("accuracy by layer: x/y from 0.5 to 0.9; x/z from 0.6 to 0.7", "perplexity by alpha");
        assertThat(page).contains("tensor directions", "few rows", "perplexity", "mean with its interval");
        assertThat(page).contains(" swapped 3, kept 1, broken 0, mistaken 0\"");
        assertThat(page).contains("effect by layer and position: from -0.25 to 1, which is in layer 1 at position 0 ");
    }

    @Test
    void aTelephoneScrollsDownwardsOnly() throws Exception {
        for (Path page : List.of(battle, hostile)) {
            Path frame = Files.writeString(
                    directory.resolve("frame.html"), """
                    <!doctype html><iframe width="375" height="800" srcdoc="%s"></iframe><script>addEventListener('load', () => {
                      const page = document.querySelector('iframe').contentDocument.documentElement;
                      document.documentElement.dataset.measured = page.dataset.ready + ' ' + innerWidth(page) + ' ' + page.scrollWidth;
                    });
                    const innerWidth = page => page.ownerDocument.defaultView.innerWidth;</script>
                    """.formatted(Html.text(Files.readString(page))));
            assertThat(shown(frame, "")).containsPattern("data-measured=\"yes 375 3([0-6]\\d|7[0-5])\"");
        }
    }

    private static void assertSound(String page) {
        assertThat(page).contains("data-ready=\"yes\"").doesNotContain("data-error");
    }

    private static String board(String page) {
        return page.replaceFirst("(?s).*?<ol class=\"board\"", "").replaceFirst("(?s)</ol>.*", "");
    }

    private static int count(String page, String part) {
        return (int)
                Pattern.compile(Pattern.quote(part)).matcher(page).results().count();
    }

    private static Optional<Path> chromium() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The document as it stands once its script has had three seconds of its own time. */
    private static String shown(Path page, String fragment, String... options)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "dom", ".html");
        Process browser = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        chromium().orElseThrow().toString(),
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--user-data-dir=" + directory.resolve("profile"),
                                        "--virtual-time-budget=3000",
                                        "--dump-dom"),
                                Stream.concat(Stream.of(options), Stream.of(page.toUri() + fragment)))
                        .toList())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            throw new IllegalStateException("chromium did not end");
        }
        return Files.readString(out);
    }
}
