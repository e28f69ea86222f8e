package assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.hub.HubId;
import assay.engine.hub.Revision;
import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script reads only below its directory and writes only into its run. */
class FolderTest {
    @TempDir
    Path directory;

    private Folder folder;

    @BeforeEach
    void files() throws IOException {
        Path scripts = Files.createDirectories(directory.resolve("scripts/sub"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("scripts/data.txt"), "data");
        Files.writeString(scripts.resolve("more.txt"), "more");
        folder = Folder.of(directory.resolve("scripts/a.exp"));
    }

    @Test
    void filesBelowAreRead() {
        assertThat(folder.file("data.txt")).hasContent("data");
        assertThat(folder.file("sub/more.txt")).hasContent("more");
        assertThat(folder.below(folder.file("sub/more.txt")).file("more.txt")).hasContent("more");
    }

    @Test
    void nothingLeadsOut() throws IOException {
        refuses("../secret.txt", "goes up");
        refuses("sub/../../secret.txt", "goes up");
        refuses("sub/../data.txt", "goes up");
        refuses(directory.resolve("secret.txt").toString(), "absolute path");
        Files.createSymbolicLink(directory.resolve("scripts/link.txt"), directory.resolve("secret.txt"));
        refuses("link.txt", "leads out");
        Files.createSymbolicLink(directory.resolve("scripts/up"), directory);
        refuses("up/secret.txt", "leads out");
        refuses("up/secrets.txt", "paths start at");
        refuses("\0", "not a path");
        refuses("", "empty");
        refuses("sub", "not a file");
    }

    @Test
    void adaptersAreBelowToo() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("adapter"));
        Files.createSymbolicLink(directory.resolve("scripts/adapter"), outside);
        for (String written : new String[] {"../adapter", "adapter", outside.toString()})
            assertThatThrownBy(() -> folder.directory(written))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("a script reads only files below");
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
        Files.createSymbolicLink(directory.resolve("scripts/inside.txt"), Path.of("data.txt"));
        assertThat(folder.file("inside.txt")).hasContent("data");
    }

    @Test
    void aMisspeltFileIsSuggested() {
        refuses("dta.txt", "did you mean `data.txt`?");
        refuses("sub/mre.txt", "did you mean `sub/more.txt`?");
    }

    @Test
    void targetsStayInTheRun() {
        assertThat(Target.of("a/b.json")).isEqualTo(Path.of("a/b.json"));
        assertThat(Target.of("./a.json")).isEqualTo(Path.of("a.json"));
        assertThat(Target.of("a/../b.json")).isEqualTo(Path.of("b.json"));
        for (String out : new String[] {"../a.json", "/tmp/a.json", "a/../../b.json", "./../a.json"}) {
            assertThatThrownBy(() -> Target.of(out)).isInstanceOf(Failure.class).hasMessageContaining("leads out");
        }
        for (String own : new String[] {
            "results.json",
            "events.jsonl",
            "lock.json",
            "charts/1.svg",
            "a/../lock.json",
            "Results.json",
            "CHARTS/1.svg",
            "loc\u212A.json",
            "re\u017Fults.json"
        }) {
            assertThatThrownBy(() -> Target.of(own))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("belongs to the run");
        }
    }

    @Test
    void whatIsNoDirectoryIsAModelOfTheHub() {
        assertThat(folder.source("owner/name"))
                .isEqualTo(new ModelSource.OfHub(HubId.parse("owner/name"), Revision.MAIN));
        assertThat(folder.source("owner/name").at("v1"))
                .isEqualTo(new ModelSource.OfHub(HubId.parse("owner/name"), new Revision("v1")));
        for (String local : new String[] {"sub/name", "name", "../owner/name", "a/b/c", "owner--x/name"})
            assertThatThrownBy(() -> folder.source(local))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("there is no model directory `" + local + "`; ");
    }

    private void refuses(String written, String reason) {
        assertThatThrownBy(() -> folder.file(written))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(reason);
    }
}
