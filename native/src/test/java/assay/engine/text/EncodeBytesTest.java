package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Bytes as tokens: always possible, always exact. */
class EncodeBytesTest {
    private static final List<Path> DIRECTORIES = List.of(
            Path.of("../examples/models/qilin"),
            Path.of("../examples/models/alpaka"),
            Places.RESOURCES.resolve("llama_like"),
            Places.RESOURCES.resolve("gemma_like"));

    private final Map<Path, Tokenizer> tokenizers = new ConcurrentHashMap<>();

    @Property(tries = 300)
    void anyBytesComeBack(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 300)
    void brokenTextComesBack(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = Texts.mixed(random).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        check(bytes);
    }

    @Property(tries = 300)
    void streamedTextIsTheWholeText(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = Texts.mixed(random).getBytes(StandardCharsets.UTF_8);
        Utf8Stream stream = new Utf8Stream();
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(stream.feed(new byte[] {b}));
        }
        assertThat(text + stream.finish()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    private void check(byte[] bytes) {
        for (Path directory : DIRECTORIES) {
            Tokenizer tokenizer = tokenizers.computeIfAbsent(Places.present(directory), Tokenizers::open);
            int[] ids = tokenizer.encodeBytes(bytes);
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (int id : ids) {
                assertThat(tokenizer.isOrdinary(id)).isTrue();
                joined.writeBytes(tokenizer.bytes(id));
            }
            assertThat(joined.toByteArray()).isEqualTo(bytes);
            tokenizer.id(bytes).ifPresent(id -> assertThat(ids).containsExactly(id));
        }
    }

    @Example
    void theMarkForSpacesIsNoSpace() {
        Tokenizer tokenizer = Tokenizers.open(Places.RESOURCES.resolve("llama_like"));
        byte[] mark = "▁".getBytes(StandardCharsets.UTF_8);
        assertThat(tokenizer.id(mark)).isEmpty();
        assertThat(tokenizer.encodeBytes(mark)).hasSize(3);
        assertThat(tokenizer.encodeBytes(new byte[] {' '})).hasSize(1);
    }

    @Example
    void ofSeveralTokensWithTheSameBytesTheLowestCounts() {
        Tokenizer tokenizer = Tokenizers.open(Places.RESOURCES.resolve("llama_like"));
        int named = tokenizer.id("<0x41>").getAsInt();
        int letter = tokenizer.id("A").getAsInt();
        assertThat(named).isLessThan(letter);
        assertThat(tokenizer.bytes(named)).isEqualTo(tokenizer.bytes(letter));
        assertThat(tokenizer.id(new byte[] {'A'})).hasValue(named);
    }

    @Example
    void mergesThatLieAboutBytesAreNotFollowed() throws IOException {
        ObjectNode json = (ObjectNode) Places.JSON.readTree(
                Places.RESOURCES.resolve("llama_like/tokenizer.json").toFile());
        // Five merges spell the name of the byte 0x41 from its letters.
        String name = "<0x41>";
        for (int i = 1; i < name.length(); i++) {
            String left = name.substring(0, i);
            String whole = name.substring(0, i + 1);
            json.withObject("model").withObject("vocab").put(left, id(json, left));
            json.withObject("model").withObject("vocab").put(whole, id(json, whole));
            json.withObject("model").withArray("merges").insert(0, left + " " + name.charAt(i));
        }
        Path directory = Files.createTempDirectory("tokenizer");
        Files.writeString(directory.resolve("tokenizer.json"), json.toString());
        Tokenizer tokenizer = Tokenizers.open(directory);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        assertThat(tokenizer.encodeBytes(bytes)).hasSize(6);
    }

    private static int id(ObjectNode json, String token) {
        var vocabulary = json.at("/model/vocab");
        return vocabulary.has(token) ? vocabulary.get(token).intValue() : vocabulary.size();
    }

    @Example
    void aVocabularyWithoutEveryByteSaysSo() throws IOException {
        Path directory = Files.createTempDirectory("tokenizer");
        Files.writeString(
                directory.resolve("tokenizer.json"),
                "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}}");
        assertThatThrownBy(() -> Tokenizers.open(directory).encodeBytes(new byte[] {'b'}))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("tokenizer.json")
                .hasMessageContaining("every byte");
    }
}
