package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random texts and ids through this tokenizer and Hugging Face's. */
class OracleTest {
    @TempDir
    Path temporary;

    static Stream<Path> directories() {
        return Stream.of(
                Path.of("../examples/models/qilin"),
                Path.of("../examples/models/alpaka"),
                Places.RESOURCES.resolve("llama_like"),
                Places.RESOURCES.resolve("gemma_like"));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void agreesOnRandomTexts(Path directory) {
        compare(Tokenizers.open(Places.present(directory)), Oracle.open(directory), Places.tries());
    }

    private static void compare(Tokenizer tokenizer, Oracle oracle, int tries) {
        Random random = new Random(7);
        for (int i = 0; i < tries; i++) {
            String text = Texts.mixed(random);
            int[] ids = tokenizer.encode(text, false);
            assertThat(ids).as(escaped(text)).isEqualTo(oracle.encode(text, false));
            assertThat(tokenizer.encode(text, true)).as(escaped(text)).isEqualTo(oracle.encode(text, true));
            assertThat(tokenizer.decode(ids, true)).as(escaped(text)).isEqualTo(oracle.decode(ids, true));
            int[] some = random.ints(random.nextInt(8), 0, tokenizer.size()).toArray();
            assertThat(tokenizer.decode(some, false)).as(Arrays.toString(some)).isEqualTo(oracle.decode(some, false));
            assertThat(tokenizer.decode(some, true)).as(Arrays.toString(some)).isEqualTo(oracle.decode(some, true));
        }
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c > 32 && c < 127 ? "" + (char) c : String.format("\\u%04x", c)));
        return out.toString();
    }

    /** One component exchanged in a tokenizer: section, then its JSON with single quotes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "qilin; normalizer; {'type':'NFD'}",
                "qilin; normalizer; {'type':'NFKC'}",
                "qilin; normalizer; {'type':'NFKD'}",
                "qilin; normalizer; {'type':'Lowercase'}",
                "qilin; normalizer; {'type':'Strip','strip_left':true,'strip_right':true}",
                "qilin; normalizer; {'type':'Strip','strip_left':false,'strip_right':true}",
                "qilin; normalizer; {'type':'Sequence','normalizers':[{'type':'Replace','pattern':{'Regex':'\\\\s+'},'content':' '},{'type':'NFC'}]}",
                "qilin; normalizer; {'type':'Prepend','prepend':'the '}",
                "qilin; pre_tokenizer; {'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':true}",
                "qilin; pre_tokenizer; {'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':true}",
                "qilin; pre_tokenizer; {'type':'ByteLevel','add_prefix_space':true,'trim_offsets':true,'use_regex':false}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Digits','individual_digits':true},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Digits','individual_digits':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Whitespace'},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'WhitespaceSplit'},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Punctuation','behavior':'Isolated'},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Punctuation','behavior':'MergedWithNext'},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'String':' '},'behavior':'Removed','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'String':' '},'behavior':'MergedWithNext','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'String':' '},'behavior':'MergedWithPrevious','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'String':' '},'behavior':'Contiguous','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'\\\\w+'},'behavior':'Removed','invert':true},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'[[:alpha:]]+|[[:digit:]]+|[[:punct:]]|[[:space:]]'},'behavior':'Isolated','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'\\\\p{Han}+|\\\\p{^Han}{2,3}|\\\\h'},'behavior':'Isolated','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'^.|.$|(?m:a.)'},'behavior':'Isolated','invert':false},BYTES]}",
                "qilin; pre_tokenizer; {'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':'[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?[\\\\p{Lu}\\\\p{Lt}\\\\p{Lm}\\\\p{Lo}\\\\p{M}]*[\\\\p{Ll}\\\\p{Lm}\\\\p{Lo}\\\\p{M}]+(?i:.s|.t|.re)?|\\\\p{N}{1,3}| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n/]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+'},'behavior':'Isolated','invert':false},BYTES]}",
                "llama_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','prepend_scheme':'first','split':false}",
                "llama_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','prepend_scheme':'first','split':true}",
                "gemma_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','prepend_scheme':'first','split':true}",
                "gemma_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','prepend_scheme':'always','split':true}",
                "gemma_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','prepend_scheme':'never','split':true}",
                "gemma_like; pre_tokenizer; {'type':'Metaspace','replacement':'▁','add_prefix_space':true}",
                "gemma_like; decoder; {'type':'Metaspace','replacement':'▁','prepend_scheme':'always','split':true}",
                "gemma_like; decoder; {'type':'Metaspace','replacement':'▁','prepend_scheme':'never','split':true}",
                "gemma_like; decoder; {'type':'Sequence','decoders':[{'type':'ByteFallback'},{'type':'Metaspace','replacement':'▁','prepend_scheme':'first','split':true}]}",
                "gemma_like; decoder; null",
            })
    void componentsAgree(String base, String section, String component) throws IOException {
        Path source = base.equals("qilin") ? Path.of("../examples/models/qilin") : Places.RESOURCES.resolve(base);
        ObjectNode json = read(source);
        String bytes = "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':false}";
        json.set(section, Places.parse(component.replace("BYTES", bytes).replace('\'', '"')));
        compare(json, Places.tries() / 5);
    }

    @Test
    void modelSettingsAgree() throws IOException {
        for (String setting : List.of("byte_fallback", "fuse_unk", "ignore_merges")) {
            for (boolean on : new boolean[] {false, true}) {
                ObjectNode json = read(Places.RESOURCES.resolve("gemma_like"));
                json.withObject("model").put("byte_fallback", false).put(setting, on);
                compare(json, Places.tries() / 10);
            }
        }
        ObjectNode silent = read(Places.RESOURCES.resolve("gemma_like"));
        silent.withObject("model").put("byte_fallback", false).putNull("unk_token");
        compare(silent, Places.tries() / 10);
    }

    @Test
    void addedTokensAgree() throws IOException {
        List<String> contents = new ArrayList<>(List.of("the", "and", "42", "...", "—", "quick brown", "AbC"));
        for (int bits = 0; bits < 32; bits++) {
            ObjectNode json = read(Path.of("../examples/models/qilin"));
            if ((bits & 1) != 0) {
                json.set("normalizer", Places.parse("{\"type\":\"Lowercase\"}"));
            }
            int id = 2000;
            for (String content : contents) {
                json.withArray("added_tokens")
                        .addObject()
                        .put("id", id++)
                        .put("content", content)
                        .put("single_word", (bits & 2) != 0)
                        .put("lstrip", (bits & 4) != 0)
                        .put("rstrip", (bits & 8) != 0)
                        .put("normalized", (bits & 16) != 0)
                        .put("special", (id & 1) != 0);
            }
            renumber(json);
            compare(json, Places.tries() / 20);
        }
    }

    /** Hugging Face's gives an added token the next free id, whatever the file says. */
    private static void renumber(ObjectNode json) {
        int next = json.at("/model/vocab").size();
        for (var token : json.withArray("added_tokens")) {
            String content = token.get("content").textValue();
            var known = json.at("/model/vocab").get(content);
            ((ObjectNode) token).put("id", known == null ? next++ : known.intValue());
        }
    }

    private static ObjectNode read(Path directory) throws IOException {
        return (ObjectNode) Places.JSON.readTree(
                Places.present(directory.resolve("tokenizer.json")).toFile());
    }

    private void compare(ObjectNode json, int tries) throws IOException {
        Files.writeString(temporary.resolve("tokenizer.json"), json.toString());
        compare(Tokenizers.open(temporary), Oracle.of(json.toString()), tries);
    }
}
