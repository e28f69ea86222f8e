package assay.lib.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LekTest {

    static List<JsonNode> responses() throws IOException {
        List<JsonNode> responses = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                LekTest.class.getResourceAsStream("/reference/lek/responses.jsonl"), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
                responses.add(new ObjectMapper().readTree(line));
        }
        assertThat(responses).hasSize(80);
        return responses;
    }

    @ParameterizedTest
    @MethodSource("responses")
    void scoresAsTheReference(JsonNode item) {
        Lek found = Lek.of(item.get("response").asText());
        JsonNode scores = item.get("scores");
        found.dimensions().forEach((name, value) -> assertThat(value)
                .as(item.get("id").asText() + " " + name)
                .isEqualTo(scores.get(name).asInt()));
        assertThat(found.dimensions()).hasSize(8);
        assertThat(found.score()).isEqualTo(scores.get("lek_score").asDouble());
    }

    @Test
    void theEdgesOfTheSpecification() {
        assertThat(Lek.of("").score()).isEqualTo(-60);
        assertThat(Lek.of(" \u00a0\u2028\u0085").score()).isEqualTo(-20);
        assertThat(Lek.of("ERROR ## heart I am").engagementDepth()).isZero();
        assertThat(Lek.of("ERROR ## heart I am").emotionalRegister()).isEqualTo(1);
        assertThat(Lek.of("heart\u0301 hearts").emotionalRegister()).isEqualTo(1);
        assertThat(Lek.of("a monkey told a story on a keyboard").engagementDepth())
                .isEqualTo(3);
        assertThat(Lek.of("As an AI language model").complianceMarkers()).isEqualTo(2);
        assertThat(Lek.of("a. b. c. a. b. c").degeneration()).isEqualTo(3);
        assertThat(Lek.of("I. I am. i am. I'm. So I  know").firstPerson()).isEqualTo(2);
    }

    @Property
    void anythingCanBeScored(@ForAll String response) {
        Lek found = Lek.of(response);
        assertThat(found.engagementDepth()).isBetween(0, 8);
        assertThat(found.creativeForm()).isBetween(0, 6);
        assertThat(found.emotionalRegister()).isBetween(0, 10);
        assertThat(found.degeneration()).isIn(0, 1, 3, 5, 10);
        assertThat(found.emptyBroken()).isBetween(0, 1);
    }

    /** With a pattern that backtracks these would take hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {"I ", "I", ".", "\n", " ", "I\n.", "okay,", "as an ", "a\n", "\ud83d", "key", "心. ", "i can"})
    void aMegabyteIsNoTrouble(String piece) {
        Lek found = Lek.of(piece.repeat((1 << 20) / piece.length()));
        assertThat(found.engagementDepth()).isBetween(0, 8);
        Lek spaces = Lek.of("okay" + " ".repeat(1 << 20) + "I" + " ".repeat(1 << 20) + "x");
        assertThat(spaces.formulaicPreamble()).isZero();
    }
}
