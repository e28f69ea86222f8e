package assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.files.Digest;
import assay.lib.verb.Failure;
import assay.run.InProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as text: what is in it, and what a hostile run cannot do to it. */
class PageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path runs;

    @TempDir
    Path directory;

    private static Path solo;

    @BeforeAll
    static void run() {
        solo = runs.resolve("solo");
        var said = InProcess.standard().run(Path.of("../examples/solo.exp"), Map.of(), solo);
        assertThat(said.problems()).isEmpty();
    }

    @Test
    void aFinishedRunIsThereWithAllItsSections() {
        String page = Page.of(solo);
        assertThat(page)
                .contains("<title>solo.exp · Assay</title>", "<h1>solo.exp</h1>")
                .contains("id=\"verdict\"", "id=\"script\"", "id=\"results\"", "id=\"charts\"", "id=\"provenance\"")
                .contains("5 held", "SHA-256", "model.safetensors")
                .contains("id=\"r1\"", "id=\"r4\"")
                .doesNotContain("{{");
        assertThat(page).contains("<a class=\"place\" href=\"#L15\">line 15</a>");
        JsonNode data = data(page);
        assertThat(data.at("/results/r1/name").asText()).isEqualTo("q");
        assertThat(data.at("/results/r1/value/history/rows").size()).isPositive();
    }

    @Test
    void resultsWithoutANameFindTheirLineByTheirDigest() throws IOException {
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.writeString(run.resolve("script.exp"), "ask \"a\"\nask \"b\"\nask \"a\"\n");
        Files.writeString(
                run.resolve("results.json"),
                "{\"script\":\"s.exp\",\"results\":{\"ask#1\":{\"text\":\"x\"},\"ask#2\":{\"text\":\"y\"},\"ask#3\":{\"text\":\"x\"}}}");
        StringBuilder events = new StringBuilder();
        String[] texts = {"x", "y", "x"};
        for (int i = 0; i < 3; i++) {
            String digest = Digest.of("{\"text\":\"" + texts[i] + "\"}");
            events.append("{\"script\":\"s.exp\",\"line\":%d,\"kind\":\"%s\",\"digest\":\"%s\"}\n"
                    .formatted(i + 1, i == 0 ? "show" : "run", digest));
        }
        Files.writeString(run.resolve("events.jsonl"), events);
        Lines lines = new Lines(RunReader.read(run));
        assertThat(Stream.of("ask#1", "ask#2", "ask#3")
                        .map(name -> lines.origin(name).orElseThrow()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void thePageLoadsNothing() throws IOException {
        for (String page : new String[] {Page.of(solo), Page.of(SampleRun.write(directory.resolve("hostile")))}) {
            String markup =
                    page.replaceAll("(?s)<script[^>]*>.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
            assertThat(attributes(markup, "src")).allMatch(source -> source.startsWith("data:image/svg+xml;base64,"));
            assertThat(attributes(markup, "href")).allMatch(target -> target.startsWith("#"));
            assertThat(markup).doesNotContain("<link", "<iframe", "<object", "<embed", "url(");
            assertThat(page.replace(ChartLibrary.text(), ""))
                    .doesNotContain("@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval(");
            assertThat(page).contains("default-src 'none'");
        }
    }

    @Test
    void thePolicyAllowsThePagesOwnScriptsOnly() {
        String page = Page.of(solo);
        String allowed = Pattern.compile("(?s)<script>(.*?)</script>")
                .matcher(page)
                .results()
                .map(script -> HexFormat.of().parseHex(Digest.of(script.group(1))))
                .map(digest -> "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
                .collect(Collectors.joining(" "));
        assertThat(page).contains("default-src 'none'; script-src " + allowed + "; style-src");
    }

    @Test
    void theChartLibraryIsInThePageOnceIfThereIsAChart() throws IOException {
        String library = ChartLibrary.text();
        assertThat(library).contains("Apache License, Version 2.0").doesNotContain("<script", "</script", "<!--");
        assertThat(Page.of(solo).split(Pattern.quote(library), -1)).hasSize(2);
        Path run = Files.createDirectory(directory.resolve("plain"));
        Files.writeString(run.resolve("results.json"), "{\"results\":{\"answer\":{\"text\":\"kept\"}}}");
        assertThat(Page.of(run)).hasSizeLessThan(100_000).doesNotContain("Apache License");
    }

    @Test
    void tablesAndListsOfRecordsMayBecomeCharts() throws IOException {
        assertThat(ChartLibrary.neededFor(JSON.readTree("{\"r\":{\"columns\":[\"layer\"],\"rows\":[[1]]}}")))
                .isTrue();
        assertThat(ChartLibrary.neededFor(JSON.readTree("{\"r\":[{\"alpha\":1},{\"alpha\":2}]}")))
                .isTrue();
        assertThat(ChartLibrary.neededFor(JSON.readTree("{\"r\":{\"columns\":[\"layer\"],\"rows\":[]}}")))
                .isFalse();
        assertThat(ChartLibrary.neededFor(JSON.readTree("{\"alpha\":1,\"tokens\":[1,2]}")))
                .isFalse();
    }

    @Test
    void hostileTextStaysText() throws IOException {
        String page = Page.of(SampleRun.write(directory.resolve("hostile")));
        assertThat(page).doesNotContain("<img src=x").doesNotContain("\u202e");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
        assertThat(data(page).at("/results/r4/value").asText()).isEqualTo(SampleRun.HOSTILE);
        assertThat(page).contains("falsified", "saved.csv", "1 failed", "A line of events.jsonl is damaged");
    }

    @Property(tries = 300)
    void anyTextIsHarmlessAsContentAndAsData(@ForAll @StringLength(max = 40) String text) throws IOException {
        assertThat(Html.text(text)).doesNotContainPattern("[<>\"']");
        String data = Html.data(JSON.createObjectNode().put("text", text).toString());
        assertThat(data).doesNotContain("<", ">");
        assertThat(JSON.readTree(data).path("text").asText()).isEqualTo(text);
    }

    @Test
    void whatIsMissingIsSaidAndTheRestIsShown() throws IOException {
        Path run = Files.createDirectory(directory.resolve("killed"));
        Files.copy(solo.resolve("script.exp"), run.resolve("script.exp"));
        Files.copy(solo.resolve("events.jsonl"), run.resolve("events.jsonl"));
        String page = Page.of(run);
        assertThat(page)
                .contains(
                        "results.json is missing: the run was killed", "lock.json is missing", "params.json is missing")
                .contains("<h1>solo.exp</h1>", "unfinished", "converge qilin")
                .contains("There are no results.");
        Files.delete(run.resolve("script.exp"));
        Files.writeString(run.resolve("results.json"), "{\"results\": ");
        assertThat(Page.of(run)).contains("results.json is damaged", "The script is not there.");
        Files.writeString(run.resolve("results.json"), "[".repeat(100_000));
        assertThat(Page.of(run)).contains("results.json is damaged");
        Files.writeString(
                run.resolve("results.json"), "{\"results\": [1], \"expectations\": {\"a\": 1}, \"status\": {}}");
        assertThat(Page.of(run)).contains("There are no results.");
    }

    @Test
    void aDirectoryThatIsNoRunIsRefusedInASentence() throws IOException {
        assertThatThrownBy(() -> Page.of(directory.resolve("absent")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("there is no `");
        assertThatThrownBy(() -> Page.of(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is not the directory of a run");
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> Page.of(file)).isInstanceOf(Failure.class).hasMessageContaining("is a file");
    }

    @Test
    void linksOutOfTheDirectoryAreNotFollowed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "top secret");
        Path run = Files.createDirectory(directory.resolve("run"));
        Files.writeString(run.resolve("events.jsonl"), "");
        Files.createSymbolicLink(run.resolve("script.exp"), secret);
        Files.createSymbolicLink(run.resolve("saved.txt"), secret);
        assertThat(Page.of(run)).doesNotContain("top secret").doesNotContain("saved.txt");
    }

    @Test
    void largeResultsAreCutAndThatIsSaid() throws IOException {
        StringBuilder rows = new StringBuilder("[1]");
        for (int i = 0; i < 30_000; i++) rows.append(",[").append(i).append(']');
        JsonNode table =
                JSON.readTree("{\"columns\":[\"a\"],\"rows\":[" + rows + "],\"text\":\"" + "x".repeat(50_000) + "\"}");
        JsonNode cut = new Excerpt(1L << 30).of(table);
        assertThat(cut.path("rows").size()).isEqualTo(20_000);
        assertThat(cut.path("left_out").asInt()).isEqualTo(10_001);
        assertThat(cut.path("text").asText()).hasSize(20_002);
        assertThat(new Excerpt(5_000).of(table).toString()).hasSizeLessThan(6_000);
    }

    private static JsonNode data(String page) {
        Matcher data = Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertThat(data.find()).isTrue();
        try {
            return JSON.readTree(data.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> attributes(String markup, String name) {
        return Pattern.compile("\\s" + name + "=\"([^\"]*)\"")
                .matcher(markup)
                .results()
                .map((MatchResult found) -> found.group(1));
    }
}
