package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import assay.complete.Nearby;
import assay.files.Folder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WelcomeTest {
    private static Nearby cached(List<String> ids) {
        return new Nearby() {
            @Override
            public List<Entry> below(String directory) {
                return List.of();
            }

            @Override
            public List<String> models() {
                return ids;
            }
        };
    }

    @Test
    void namesTheModelsThatAreThere() {
        Folder folder = Folder.of(Path.of("../examples/x.exp"));
        assertThat(Welcome.of("1", folder, Nearby.of(folder)).lines())
                .hasSize(3)
                .first()
                .asString()
                .contains("model alpaka = \"models/alpaka\"")
                .contains("model qilin = \"models/qilin\"");
    }

    @Test
    void elseThoseOfTheCache(@TempDir Path empty) {
        Folder folder = Folder.of(empty.resolve("x.exp"));
        assertThat(Welcome.of("1", folder, cached(List.of("mlx-community/Qwen3-0.6B-4bit"))))
                .contains("model qwen3 = \"mlx-community/Qwen3-0.6B-4bit\"")
                .contains("battle qwen3 vs qwen3");
        assertThat(Welcome.of("1", folder, cached(List.of()))).contains("model name = \"owner/name\"");
    }
}
