package assay.lib.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.text.Generate;
import assay.lib.text.Tokenize;
import assay.lib.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerbsTest {
    private static final Set<String> CONNECTIVES =
            Set.of("", "vs", "on", "along", "from", "to", "with", "by", "as", "into", "at");

    static Stream<VerbSpec> specs() {
        return Verbs.standard().all().stream().map(Verb::spec);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void rowsAreWellFormed(VerbSpec spec) {
        assertThat(spec.name()).matches("[a-z]+");
        assertLine(spec.summary());
        Set<String> names = new HashSet<>();
        Set<String> connectives = new HashSet<>();
        boolean optional = false;
        for (Operand operand : spec.operands()) {
            assertThat(names.add(operand.name())).as(operand.name()).isTrue();
            assertThat(CONNECTIVES).contains(operand.connective());
            if (!operand.connective().isEmpty())
                assertThat(connectives.add(operand.connective())).isTrue();
            assertLine(operand.help());
            if (!operand.connective().isEmpty()) continue;
            // the model in front is the one of `use` if left out; after an optional operand nothing can be required
            if (operand.type() instanceof Type.Model)
                assertThat(operand.required()).isFalse();
            else assertThat(operand.required() && optional).isFalse();
            optional |= !operand.required() && !(operand.type() instanceof Type.Model);
        }
        for (Setting setting : spec.settings()) {
            assertThat(names.add(setting.name())).as(setting.name()).isTrue();
            assertThat(CONNECTIVES).doesNotContain(setting.name());
            assertThat(setting.type().accepts(setting.fallback()))
                    .as("%s takes %s", setting.name(), setting.type().expected())
                    .contains(setting.fallback());
            assertLine(setting.help());
        }
        assertThat(spec.example()).isNotBlank().contains(spec.name());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void fieldsAreWellFormed(VerbSpec spec) {
        Set<String> names = new HashSet<>(Set.of("verb", "measured")); // JSON has these beside the fields
        for (Field field : spec.fields()) {
            assertThat(names.add(field.name())).as(field.name()).isTrue();
            assertThat(field.name()).matches("[a-z][a-z0-9_]*");
            assertLine(field.help());
            assertThat(Verbs.standard().field(spec.result(), field.name())).contains(field.type());
        }
        assertThat(spec.fields().isEmpty()).isEqualTo(!spec.result().equals(Type.result(spec.name())));
    }

    @Test
    void findsByName() {
        Verbs verbs = Verbs.standard();
        assertThat(verbs.find("ask").map(verb -> verb.spec().name())).contains("ask");
        assertThat(verbs.find("asks")).isEmpty();
        assertThat(verbs.names())
                .containsExactlyElementsOf(specs().map(VerbSpec::name).toList());
        assertThatThrownBy(() -> new Verbs(List.of(new Generate(), new Generate())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTheTypesOfFields() {
        Verbs verbs = Verbs.standard();
        assertThat(verbs.field(Type.result("tokenize"), "count")).contains(Type.atLeast(0));
        assertThat(verbs.field(Type.result("tokenize"), "cuont")).isEmpty();
        assertThat(verbs.field(Type.result(), "anything")).contains(new Type.Any());
        assertThat(verbs.field(new Type.Table(), "column")).contains(new Type.Any());
        assertThat(verbs.field(Type.oneOf(Type.whole(), Type.result("tokenize")), "count"))
                .contains(Type.atLeast(0));
        assertThat(verbs.field(Type.whole(), "count")).isEmpty();
        assertThat(verbs.fields(Type.result("tokenize")))
                .containsExactlyElementsOf(
                        new Tokenize().spec().fields().stream().map(Field::name).toList());
    }

    @Test
    void suggestsWhatOtherToolsCallDifferently() {
        List<String> settings =
                new Generate().spec().settings().stream().map(Setting::name).toList();
        assertThat(Synonyms.suggest("max_tokens", settings)).contains("tokens");
        assertThat(Synonyms.suggest("Max-New-Tokens", settings)).contains("tokens");
        assertThat(Synonyms.suggest("temp", settings)).contains("temperature");
        assertThat(Synonyms.suggest("coeff", settings)).isEmpty();
        assertThat(Synonyms.suggest("layer", List.of("point", "at"))).contains("at");
    }

    @Test
    void aResultHasJustTheDeclaredFields() {
        VerbSpec spec = new Generate().spec();
        assertThatThrownBy(() -> new Findings(spec).result())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("found no `text`");
        Findings all = new Findings(spec).put("more", 1);
        spec.fields().forEach(field -> all.put(field.name(), new Value.None()));
        assertThatThrownBy(all::result).hasMessageContaining("declares no [more]");
    }

    private static void assertLine(String help) {
        assertThat(help).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
    }
}
