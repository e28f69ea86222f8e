package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real vocabularies against what two other implementations agree on. */
class ReferenceTokenizersTest {

    @Test
    void qwenAgreesWithTheReference() {
        Path directory = Places.reference("qwen2_5");
        Places.present(directory.resolve("tokenizer.json"));
        Tokenizer tokenizer = Tokenizers.open(directory);
        assertThat(tokenizer.size()).isEqualTo(151665);
        assertThat(tokenizer.bos()).isEmpty();
        assertThat(tokenizer.eos()).containsExactly(tokenizer.id("<|im_end|>").getAsInt());
        check(tokenizer, directory);
    }

    @Test
    void llamaAgreesWithTheReference() {
        String place = Optional.ofNullable(System.getProperty("ASSAY_LLAMA3_TOKENIZER"))
                .orElse(System.getenv("ASSAY_LLAMA3_TOKENIZER"));
        assumeTrue(place != null, "ASSAY_LLAMA3_TOKENIZER does not name a directory with Llama 3.2's tokenizer.json");
        Tokenizer tokenizer = Tokenizers.open(Path.of(place));
        assertThat(tokenizer.bos()).hasValue(128000);
        check(tokenizer, Places.reference("llama3_2"));
    }

    private static void check(Tokenizer tokenizer, Path reference) {
        for (JsonNode json : Places.records(reference.resolve("encode.jsonl"))) {
            String text = json.get("text").textValue();
            int[] ids = tokenizer.encode(text, false);
            int[] special = tokenizer.encode(text, true);
            assertThat(ids).as(text).isEqualTo(Places.ids(json.get("ids")));
            assertThat(special).as(text).isEqualTo(Places.ids(json.get("ids_special")));
            assertThat(tokenizer.decode(ids, false))
                    .isEqualTo(json.get("decoded").textValue());
            assertThat(tokenizer.decode(special, true))
                    .isEqualTo(json.get("decoded_skip_special").textValue());
            checkBytes(tokenizer, json);
        }
        for (JsonNode json : Places.records(reference.resolve("decode_partial.jsonl"))) {
            int[] ids = Places.ids(json.get("ids"));
            String decoded = json.get("decoded").textValue();
            assertThat(tokenizer.decode(ids, false)).as(json.toString()).isEqualTo(decoded);
            checkBytes(tokenizer, json);
            Utf8Stream stream = new Utf8Stream();
            StringBuilder streamed = new StringBuilder();
            for (int id : ids) {
                streamed.append(stream.feed(tokenizer.bytes(id)));
                assertThat(decoded).startsWith(streamed);
            }
            assertThat(streamed + stream.finish()).isEqualTo(decoded);
        }
    }

    private static void checkBytes(Tokenizer tokenizer, JsonNode json) {
        int[] ids = Places.ids(json.get("ids"));
        for (int i = 0; i < ids.length; i++) {
            byte[] bytes = tokenizer.bytes(ids[i]);
            assertThat(HexFormat.of().formatHex(bytes))
                    .isEqualTo(json.get("token_bytes").get(i).textValue());
            if (tokenizer.isOrdinary(ids[i])) {
                assertThat(tokenizer.id(bytes)).hasValue(ids[i]);
            }
        }
    }
}
