package assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ManualTest {
    private static final Path PAGE = Path.of("../docs/manual.md");
    private static final Manual MANUAL =
            new Manual(new Vocabulary(FileVerbs.table(new Folder(Path.of(""), Path.of("")))));

    /** {@code -Dgolden=write} writes the page anew. */
    @Test
    void thePageIsUpToDate() throws IOException {
        String page = MANUAL.markdown();
        if (System.getProperty("golden", "").equals("write")) Files.writeString(PAGE, page);
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void aSettingNamesTheVerbsThatHaveIt() {
        assertThat(MANUAL.page("replicates").orElseThrow())
                .startsWith("the setting `replicates`\n\nconverge\n  replicates  boards")
                .contains("\n\nask\n  replicates  answers");
    }
}
