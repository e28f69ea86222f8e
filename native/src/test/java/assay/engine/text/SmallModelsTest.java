package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The ids that come with the small models. */
class SmallModelsTest {
    static final java.util.List<Path> MODELS = Places.SMALL_MODELS;

    @ParameterizedTest
    @FieldSource("MODELS")
    void promptsGiveTheirIds(Path model) throws IOException {
        Tokenizer tokenizer = Tokenizers.open(Places.present(model));
        JsonNode reference =
                Places.JSON.readTree(model.resolve("reference.json").toFile());
        assertThat(reference.get("prompts")).isNotEmpty();
        for (JsonNode prompt : reference.get("prompts")) {
            String text = prompt.get("text").textValue();
            boolean special = prompt.get("add_special_tokens").booleanValue();
            assertThat(tokenizer.encode(text, special)).as(text).isEqualTo(Places.ids(prompt.get("token_ids")));
            assertThat(tokenizer.decode(Places.ids(prompt.get("greedy_ids")), false))
                    .isEqualTo(prompt.get("greedy_text").textValue());
        }
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void everyTokenIsFoundByItsBytes(Path model) {
        Tokenizer tokenizer = Tokenizers.open(Places.present(model));
        for (int id = 0; id < tokenizer.size(); id++) {
            assertThat(tokenizer.isOrdinary(id)).isNotEqualTo(tokenizer.isSpecial(id));
            if (tokenizer.isOrdinary(id)) {
                assertThat(tokenizer.id(tokenizer.bytes(id))).hasValue(id);
                assertThat(tokenizer.encodeBytes(tokenizer.bytes(id))).containsExactly(id);
            }
        }
        int padding = tokenizer.size();
        assertThat(tokenizer.bytes(padding)).isEmpty();
        assertThat(tokenizer.isOrdinary(padding)).isFalse();
        assertThat(tokenizer.isSpecial(padding)).isFalse();
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void endsComeFromEveryFileThatNamesThem(Path model) {
        Tokenizer tokenizer = Tokenizers.open(Places.present(model));
        boolean chatMl = model.getFileName().toString().startsWith("qilin");
        assertThat(tokenizer.eos())
                .containsExactlyInAnyOrder(
                        tokenizer.id(chatMl ? "<|im_end|>" : "<|eot_id|>").getAsInt(),
                        tokenizer
                                .id(chatMl ? "<|endoftext|>" : "<|end_of_text|>")
                                .getAsInt());
        assertThat(tokenizer.bos()).isEqualTo(tokenizer.id("<|begin_of_text|>"));
    }
}
