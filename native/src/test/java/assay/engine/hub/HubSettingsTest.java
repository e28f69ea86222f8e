package assay.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables as huggingface_hub's constants.py reads them, and what an id and a revision can be. */
class HubSettingsTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "'', ~/.cache/huggingface/hub",
        "XDG_CACHE_HOME=/xdg, /xdg/huggingface/hub",
        "HF_HOME=/hf XDG_CACHE_HOME=/xdg, /hf/hub",
        "HF_HOME=~/hf, ~/hf/hub",
        "HF_HOME=$BASE/hf BASE=/base, /base/hf/hub",
        "HF_HOME=${BASE}/hf BASE=/base, /base/hf/hub",
        "HUGGINGFACE_HUB_CACHE=/old HF_HOME=/hf, /old",
        "HF_HUB_CACHE=/new HUGGINGFACE_HUB_CACHE=/old, /new",
    })
    void cache(String variables, String expected) {
        assertThat(read(variables).cache()).isEqualTo(Path.of(expected.replace("~", home.toString())));
    }

    private HubSettings read(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" "))
            if (variable.contains("=")) environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        return HubSettings.of(environment, home);
    }

    @Test
    void token() throws IOException {
        assertThat(read("").token()).isEmpty();
        assertThat(read("HF_TOKEN=hf_a").token()).contains("hf_a");
        Path file = Files.writeString(home.resolve("token"), "hf_b\n");
        assertThat(read("HF_TOKEN_PATH=" + file).token()).contains("hf_b");
        assertThat(read("HF_HOME=" + home).token()).contains("hf_b");
        assertThat(read("HF_HOME=" + home + " HF_TOKEN=hf_a").token()).contains("hf_a");
        assertThat(read("HF_HOME=" + home + " HF_HUB_DISABLE_IMPLICIT_TOKEN=1").token())
                .isEmpty();
        assertThatThrownBy(() -> read("HF_TOKEN=hf\u00e4"))
                .isInstanceOf(HubException.class)
                .hasMessageNotContaining("hf\u00e4");
    }

    @Test
    void endpointAndOffline() {
        assertThat(read("").endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(read("HF_ENDPOINT=https://hub.example/mirror/").endpoint())
                .isEqualTo(URI.create("https://hub.example/mirror"));
        for (String wrong : new String[] {"hub.example", "file:///x", "http://user@host", "http://h?q", "::"})
            assertThatThrownBy(() -> read("HF_ENDPOINT=" + wrong))
                    .hasMessage("HF_ENDPOINT is `" + wrong + "`; it must be an address such as https://huggingface.co");
        assertThat(read("").offline()).isFalse();
        assertThat(read("HF_HUB_OFFLINE=0").offline()).isFalse();
        assertThat(read("HF_HUB_OFFLINE=yes").offline()).isTrue();
        assertThat(read("TRANSFORMERS_OFFLINE=1").offline()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner/name", "mlx-community/Qwen2.5-1.5B-Instruct-4bit", "a/b", "01-ai/Yi_1"})
    void ids(String text) {
        assertThat(HubId.of(text)).get().hasToString(text);
        assertThat(HubId.ofFolder(HubId.parse(text).folder())).contains(HubId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "name", "a/b/c", "/a", "a/", "../a", "a/..", "./a", "a/.", "a--b/c", "a/b--c", "a/b.git", "a b/c",
                "~/a", "a/b\n", "-a/b"
            })
    void noIds(String text) {
        assertThat(HubId.of(text)).isEmpty();
        assertThatThrownBy(() -> HubId.parse(text)).isInstanceOf(HubException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "a/../b", "/a", "a/", "a//b", ".a", "a.lock", "a b", "a?b", "a%2e", "-a", "a\n", "a:b"
            })
    void noRevisions(String text) {
        assertThatThrownBy(() -> new Revision(text)).isInstanceOf(HubException.class);
    }
}
