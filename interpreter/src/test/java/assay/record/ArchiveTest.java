package assay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.verb.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A zip that somebody made to do harm is refused in one sentence, and nothing of it lies outside its directory. */
class ArchiveTest {
    private static final int ATTRIBUTES = 38;
    private static final int CENTRAL = 0x02014b50;

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void target() throws IOException {
        target = Files.createDirectories(directory.resolve("deep/target")).toRealPath();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                if (!name.endsWith("/")) zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] replaced(byte[] zip, String from, String to) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void unpack(byte[] zip) throws IOException {
        Archive.unpack(Files.write(directory.resolve("x.expz"), zip), target);
    }

    private void refused(byte[] zip, String why) {
        assertThatThrownBy(() -> unpack(zip))
                .isInstanceOf(Failure.class)
                .hasMessage("the packed run x.expz " + why + "; it is not opened");
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allMatch(file -> file.startsWith(directory.resolve("deep/target")) || file.endsWith("x.expz"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsPlainIsUnpacked() throws IOException {
        unpack(zip("run/", "run/script.exp", "input/data/ä.csv"));
        assertThat(target.resolve("run/script.exp")).hasContent("run/script.exp");
        assertThat(target.resolve("input/data/ä.csv")).hasContent("input/data/ä.csv");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ../evil,            'holds `../evil`, which leads out of it'
            a/../../../evil,    'holds `a/../../../evil`, which leads out of it'
            /etc/evil,          holds the absolute path `/etc/evil`
            a\\..\\evil,        'holds `a\\..\\evil`, which is no plain path'
            C:evil,             'holds `C:evil`, which is no plain path'
            a//b,               'holds `a//b`, which is no plain path'
            ./a,                'holds `./a`, which is no plain path'
            """)
    void namesThatLeadElsewhere(String name, String why) throws IOException {
        refused(zip(name), why);
    }

    @Test
    void controlCharactersAreNotPrinted() throws IOException {
        refused(zip("a\u001b[2J"), "holds `a?[2J`, which is no plain path");
    }

    @Test
    void namesTwice() throws IOException {
        refused(replaced(zip("one", "two"), "two", "one"), "holds `one` twice");
        refused(zip("b/One", "b/one"), "holds `b/one` twice");
    }

    @Test
    void aFileBelowAFile() throws IOException {
        refused(zip("c", "c/d"), "holds a file below the file `c`");
        refused(zip("e/f", "e"), "holds `e` as a file and as a directory");
    }

    @Test
    void links() throws IOException {
        byte[] zip = zip("link");
        for (int at = 0; at < zip.length - ATTRIBUTES; at++) {
            int word = zip[at] & 0xff | (zip[at + 1] & 0xff) << 8 | (zip[at + 2] & 0xff) << 16 | zip[at + 3] << 24;
            if (word == CENTRAL) zip[at + ATTRIBUTES + 3] = (byte) 0xa1; // S_IFLNK
        }
        refused(zip, "holds a link or a device");
    }

    @Test
    void tooManyFiles() throws IOException {
        String[] names = new String[Archive.MOST_ENTRIES + 1];
        for (int i = 0; i < names.length; i++) names[i] = "f" + i;
        refused(zip(names), "holds more than 10000 files");
        refused(zip("a/".repeat(17) + "b"), "holds directories more than 16 deep");
    }

    @Test
    void moreThanItSeems() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"a", "b"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[3 << 19]);
            }
        }
        assertThat(bytes.size()).isLessThan(10_000);
        Path file = Files.write(directory.resolve("x.expz"), bytes.toByteArray());
        assertThatThrownBy(() -> new Archive(file, 2 << 20).into(target))
                .hasMessage("the packed run x.expz holds more than 2 MB; it is not opened");
    }

    @Test
    void noiseIsNeverMoreThanRefused() throws IOException {
        Random random = new Random(1);
        byte[] good = zip("run/script.exp", "run/results.json", "input/x");
        for (int round = 0; round < 500; round++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(4); n >= 0; n--) bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            Path fresh = Files.createDirectories(target.resolve("n" + round));
            try {
                Archive.unpack(Files.write(directory.resolve("x.expz"), bad), fresh);
            } catch (Failure refused) {
                assertThat(refused).hasMessageEndingWith("; it is not opened");
            }
        }
        refused("no zip".getBytes(StandardCharsets.UTF_8), "is damaged, or no zip at all");
    }
}
