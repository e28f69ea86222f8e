package assay.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assay.engine.EngineException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat templates against what Python's Jinja renders. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChatTemplateTest {
    @TempDir
    Path temporary;

    @Test
    void qwenConversations() {
        conversations(Places.reference("qwen2_5"), Places.reference("qwen2_5"));
    }

    @Test
    void llamaConversations() {
        String place = Optional.ofNullable(System.getProperty("ASSAY_LLAMA3_TOKENIZER"))
                .orElse(System.getenv("ASSAY_LLAMA3_TOKENIZER"));
        assumeTrue(place != null, "ASSAY_LLAMA3_TOKENIZER does not name a directory with Llama 3.2's tokenizer.json");
        conversations(Path.of(place), Places.reference("llama3_2"));
    }

    private static void conversations(Path model, Path reference) {
        Places.present(model.resolve("tokenizer.json"));
        ChatTemplate template = ChatTemplate.open(model).orElseThrow();
        Tokenizer tokenizer = Tokenizers.open(model);
        for (JsonNode json : Places.records(reference.resolve("chat.jsonl"))) {
            List<Message> messages = new ArrayList<>();
            json.get("messages")
                    .forEach(m -> messages.add(new Message(
                            m.get("role").textValue(), m.get("content").textValue())));
            String rendered =
                    template.render(messages, json.get("add_generation_prompt").booleanValue(), context(json));
            assertThat(rendered)
                    .as(json.get("id").textValue())
                    .isEqualTo(json.get("rendered").textValue());
            assertThat(tokenizer.encode(rendered, false)).isEqualTo(Places.ids(json.get("ids")));
        }
    }

    private static Map<String, Object> context(JsonNode json) {
        return Places.JSON.convertValue(json.get("context"), new TypeReference<>() {});
    }

    @Test
    void referenceCases() {
        cases(Places.reference("template_cases.jsonl"));
    }

    @Test
    void casesRenderedByPython() {
        cases(Places.RESOURCES.resolve("jinja_cases.jsonl"));
    }

    private static void cases(Path file) {
        for (JsonNode json : Places.records(file)) {
            String template = json.get("template").textValue();
            if (json.has("rendered")) {
                assertThat(ChatTemplate.parse(template).render(context(json)))
                        .as(template)
                        .isEqualTo(json.get("rendered").textValue());
            } else {
                assertThatThrownBy(() -> ChatTemplate.parse(template).render(context(json)))
                        .as(template)
                        .isInstanceOf(TemplateException.class);
            }
        }
    }

    @Test
    void smallModels() throws IOException {
        for (Path model : Places.SMALL_MODELS) {
            ChatTemplate template = ChatTemplate.open(Places.present(model)).orElseThrow();
            String rendered = template.render(List.of(new Message("user", " {{ 7*7 }} {% if %}")), true, Map.of());
            boolean chatMl = model.getFileName().toString().startsWith("qilin");
            assertThat(rendered)
                    .isEqualTo(
                            chatMl
                                    ? "<|im_start|>user\n {{ 7*7 }} {% if %}<|im_end|>\n<|im_start|>assistant\n"
                                    : "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n{{ 7*7 }} {% if %}"
                                            + "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");
        }
    }

    @Test
    void timeComesFromTheClock() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-05T04:07:09Z"), ZoneOffset.UTC);
        assertThat(ChatTemplate.parse("{{ strftime_now('%d %b %Y %-d %B %A %H:%M:%S %p %j %% %F') }}")
                        .at(clock)
                        .render(Map.of()))
                .isEqualTo("05 Mar 2026 5 March Thursday 04:07:09 AM 064 % 2026-03-05");
    }

    @Test
    void templatesAreFoundWhereModelsKeepThem() throws IOException {
        assertThat(ChatTemplate.open(temporary)).isEmpty();
        Path config = temporary.resolve("tokenizer_config.json");
        Files.writeString(
                config,
                "{\"eos_token\":{\"content\":\"<e>\"},\"bos_token\":null,\"chat_template\":"
                        + "[{\"name\":\"tool_use\",\"template\":\"t\"},{\"name\":\"default\",\"template\":\"a{{ eos_token }}\"}]}");
        assertThat(open().render(List.of(), false, Map.of())).isEqualTo("a<e>");
        Files.writeString(temporary.resolve("chat_template.jinja"), "b{{ eos_token }}{{ bos_token }}\n");
        assertThat(open().render(List.of(), false, Map.of())).isEqualTo("b<e>");
        assertThat(open().render(List.of(), false, Map.of("bos_token", "<b>"))).isEqualTo("b<e><b>");
        Files.delete(temporary.resolve("chat_template.jinja"));
        Files.writeString(config, "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"t\"}]}");
        assertThatThrownBy(this::open).isInstanceOf(EngineException.class).hasMessageContaining("default");
        Files.writeString(config, "{\"chat_template\":7}");
        assertThatThrownBy(this::open).isInstanceOf(EngineException.class).hasMessageContaining("chat_template");
    }

    private ChatTemplate open() {
        return ChatTemplate.open(temporary).orElseThrow();
    }

    @Test
    void errorsNameTheLine() {
        assertThatThrownBy(() -> ChatTemplate.parse("a\n{% if x %}\n\n{{ 'b' }"))
                .hasMessageStartingWith("Chat template, line 4: ");
        assertThatThrownBy(() -> ChatTemplate.parse("a\nb\n{% for x in [1] %}\n{{ raise_exception('no') }}{% endfor %}")
                        .render(Map.of()))
                .hasMessage("Chat template, line 4: no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 'x' * 10**9 }}",
                "{{ [1] * 10**9 }}",
                "{{ 10**10**10**10**10 }}",
                "{{ 7**100000 }}",
                "{{ range(10**9) }}",
                "{{ '%1000000000d' % 1 }}",
                "{{ '{:999999999}'.format(1) }}",
                "{{ 'x'.center(2000000000) }}",
                "{{ 'x'|indent(2000000000, true) }}",
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "{% for a in range(100000) %}{{ 'xxxxxxxxxxxxxxxxxxxx' * 1000 }}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m() %}{% call m() %}{% endcall %}{{ caller }}{% endmacro %}{{ m() }}",
                "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
                "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|tojson }}",
                "{% set n = namespace(x=[1]) %}{% for i in range(9999) %}{% set n.x = [n.x] %}{% endfor %}{{ n.x }}",
                "{% set n = namespace(x=(1,), y=(1,)) %}{% for i in range(99) %}{% set n.x = (n.x, n.x) %}"
                        + "{% set n.y = (n.y, n.y) %}{% endfor %}{{ n.x == n.y }}",
                "{% set n = namespace(x=(1,)) %}{% for i in range(99) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ {n.x: 1} }}",
                "{% set a = 'a' * 9999999 %}{% set b = 'a' * 5000000 + 'b' %}{{ b in a }}",
                "{% set a = 'a' * 9999999 %}{% for i in range(100000) %}{% set b = a|trim %}{% endfor %}",
                "{% set a = '<!--' * 4000000 %}{{ a|striptags|length }}{{ a|striptags|bogus }}",
                "{% set a = '\n' * 9999999 %}{{ a.split('\n')|length }}",
                "{{ [1, 2]|tojson(indent=1000000) }}",
                "{{ [[[1]]]|tojson(indent='x' * 9999999) }}",
                "{% set x = range(100000) %}{% for i in x %}{% for j in x %}{{ x[5] }}{% endfor %}{% endfor %}",
                "{% set x = range(100000)|list %}{{ x|sort|map('string')|join|list|sort|list|length }}",
            })
    void bombsAreErrors(String template) {
        assertThatThrownBy(() -> ChatTemplate.parse(template).render(Map.of())).isInstanceOf(TemplateException.class);
    }

    /** Each limit by itself: a bomb that one lets through may be stopped by another, later. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{ 'x' * 20000000 }}|makes a text longer than 16777216 characters",
                "{{ [1] * 1000001 }}|makes a list of more than 1000000 items",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}|nested too deeply",
                "{{ 7 ** 100000 }}|a power has more than 4096 bits",
                "{{ range(100001) }}|range() gives at most 100000 numbers",
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}|more than 1000000 steps",
            })
    void everyLimitIsNamed(String template, String limit) {
        assertThatThrownBy(() -> ChatTemplate.parse(template).render(Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(limit);
    }

    @Test
    void bracketsAreCounted() {
        assertThatThrownBy(() -> ChatTemplate.parse("{{ " + "(".repeat(101) + "1" + ")".repeat(101) + " }}"))
                .hasMessageContaining("an expression is nested more than 100 deep");
    }

    @Test
    void deepNestingIsAnError() {
        for (String part : List.of("(", "[", "{1:", "not ", "-", "{% if 1 %}", "{% for x in y %}")) {
            String many = part.startsWith("{%") ? part.repeat(100_000) : "{{ " + part.repeat(100_000);
            assertThatThrownBy(() -> ChatTemplate.parse(many)).isInstanceOf(TemplateException.class);
        }
        assertThatThrownBy(() -> ChatTemplate.parse("{{ 1" + " + 1".repeat(100_000) + " }}")
                        .render(Map.of()))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> ChatTemplate.parse("x".repeat(2 << 20))).isInstanceOf(TemplateException.class);
    }

    @Test
    void longConversationsFit() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            messages.add(new Message(i % 2 == 0 ? "user" : "assistant", "word ".repeat(2000)));
        }
        ChatTemplate template =
                ChatTemplate.parse("{% for m in messages %}{{ '<' + m.role + '>' + m['content'] | trim }}"
                        + "{% if not loop.last %}{{ '\n' }}{% endif %}{% endfor %}");
        assertThat(template.render(messages, true, Map.of())).hasSizeGreaterThan(3_900_000);
    }
}
