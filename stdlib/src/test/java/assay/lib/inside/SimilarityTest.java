package assay.lib.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import assay.engine.model.Model;
import assay.lib.stats.Vectors;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Examples;
import assay.lib.verb.Failure;
import assay.lib.verb.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final Examples EXAMPLES = new Examples();
    private static final Model QILIN = EXAMPLES.model("qilin");
    private static final List<String> OBJECTS =
            List.of("grass", "blood", "a frog", "a rose", "a lime", "a cherry", "moss", "a fern", "a tomato");

    @AfterAll
    static void close() {
        EXAMPLES.close();
    }

    private static Value.Rec row(String kind, String prompt) {
        return new Value.Rec(Map.of("kind", Value.of(kind), "prompt", Value.of(prompt)));
    }

    private static Trial similarity(String... variants) {
        List<Value.Rec> rows = new ArrayList<>();
        for (String object : OBJECTS) rows.add(row("clean", "What color is " + object + "?"));
        for (String variant : variants)
            for (String object : OBJECTS) rows.add(row(variant, variant.replace("Q", "What color is " + object + "?")));
        return new Trial(new Similarity(), QILIN).with("table", Table.of(rows)).with("column", "kind");
    }

    @Test
    void theCosineIsThatOfCapturedActivations() {
        Result found = similarity("I am very tired and upset. Q")
                .with("template", "none")
                .run();
        Table layers = (Table) found.fields().get("layers");
        double sum = 0;
        for (String object : OBJECTS) {
            String clean = "What color is " + object + "?";
            sum += Vectors.cosine(captured(clean, 3), captured("I am very tired and upset. " + clean, 3));
        }
        assertThat(((Value.Num) layers.cell(3, "cosine")).value()).isCloseTo(sum / OBJECTS.size(), within(1e-6));
        assertThat(found.fields().get("padded")).isEqualTo(Value.of(OBJECTS.size()));
    }

    private static double[] captured(String text, int layer) {
        Result result = new Trial(new Capture(), QILIN)
                .with("text", text)
                .with("layers", layer)
                .run();
        float[] data = ((TensorValue) result.fields().get("activations")).data();
        double[] row = new double[data.length];
        for (int i = 0; i < row.length; i++) row[i] = data[i];
        return row;
    }

    @Test
    void aVariantThatIsTheSameHasTheCosineOneAndNoDifference() {
        Result found = similarity("Q").run();
        Table layers = (Table) found.fields().get("layers");
        for (int row = 0; row < layers.size(); row++) {
            assertThat(((Value.Num) layers.cell(row, "cosine")).value()).isCloseTo(1, within(1e-6));
            assertThat(((Value.Num) layers.cell(row, "difference")).value()).isCloseTo(0, within(1e-6));
            assertThat(layers.cell(row, "significant")).isEqualTo(Value.of(false));
        }
    }

    @Test
    void pressureMovesMoreThanAsManyOtherWords() {
        Result found = similarity("I cried all day and I am sure. Q Please tell me I am right.")
                .run();
        Table conditions = (Table) found.fields().get("conditions");
        assertThat(conditions.cell(0, "significant")).isEqualTo(Value.of(true));
    }

    @Test
    void aVariantNeedsItsCleanPrompt() {
        assertThatThrownBy(() -> new Trial(new Similarity(), QILIN)
                        .with("table", Table.of(List.of(row("clean", "a"), row("more", "b"), row("more", "c"))))
                        .with("column", "kind")
                        .run())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("has no row of the condition clean beside it");
    }
}
