package assay.engine.text;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a template holds, it renders or it is a {@link TemplateException}. */
class TemplateFuzzTest {
    private static final String[] PARTS = {
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{%-",
        "-%}",
        "{{-",
        "-}}",
        " ",
        "\n",
        "if",
        "else",
        "elif",
        "endif",
        "for",
        "in",
        "endfor",
        "set",
        "endset",
        "macro",
        "endmacro",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "raw",
        "endraw",
        "with",
        "endwith",
        "break",
        "continue",
        "recursive",
        "not",
        "and",
        "or",
        "is",
        "defined",
        "none",
        "true",
        "x",
        "m",
        "loop",
        "namespace",
        "range",
        "messages",
        "role",
        "content",
        "upper",
        "trim",
        "tojson",
        "join",
        "map",
        "select",
        "sort",
        "int",
        "'a'",
        "\"b\"",
        "'%s'",
        "0",
        "1",
        "2.5",
        "99",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "~",
        "|",
        ".",
        ",",
        ":",
        "=",
        "==",
        "<",
        ">",
        "!=",
        "\\",
        "'",
        "é",
        "😀",
        "\u0000",
        "$",
        "@"
    };
    private static final String[] EXPRESSIONS = {
        "x",
        "m",
        "1",
        "2",
        "-3",
        "0.5",
        "'ab'",
        "''",
        "none",
        "true",
        "[1, 'b', none]",
        "{'a': [1], 'b': 'c'}",
        "(1, 'x')",
        "missing",
        "range(3)",
        "messages",
        "loop",
        "namespace(a=1)",
        "dict(b=2)",
        "m.items()",
        "'%s-%d'",
        "'{} {:>3}'"
    };
    private static final String[] FILTERS = {
        "upper",
        "lower",
        "title",
        "trim",
        "capitalize",
        "replace",
        "join",
        "length",
        "first",
        "last",
        "list",
        "tojson",
        "map",
        "select",
        "reject",
        "selectattr",
        "rejectattr",
        "default",
        "string",
        "int",
        "float",
        "round",
        "abs",
        "sort",
        "unique",
        "reverse",
        "dictsort",
        "items",
        "indent",
        "batch",
        "slice",
        "safe",
        "e",
        "sum",
        "min",
        "max",
        "groupby",
        "wordcount",
        "truncate",
        "center",
        "format",
        "attr",
        "filesizeformat",
        "striptags",
        "urlencode"
    };
    private static final String[] METHODS = {
        "strip",
        "split",
        "rsplit",
        "upper",
        "replace",
        "join",
        "find",
        "count",
        "index",
        "format",
        "items",
        "get",
        "keys",
        "startswith",
        "splitlines",
        "partition",
        "zfill",
        "center",
        "a",
        "append",
        "__class__",
        "title"
    };
    private static final String[] TESTS = {
        "defined",
        "none",
        "string",
        "number",
        "mapping",
        "iterable",
        "odd",
        "divisibleby",
        "eq",
        "in",
        "sameas",
        "lower"
    };
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "//", "%", "**", "~", "==", "<", ">=", "in", "not in", "and", "or"
    };
    private static final Map<String, Object> CONTEXT = Map.of(
            "x", "Hello {{ x }}",
            "m", Map.of("role", "user", "n", 3),
            "messages", List.of(new Message("user", "hi"), new Message("assistant", "\n yo")));

    private final Random random = new Random(11);

    @Test
    void anyTokensInAnyOrder() {
        for (int i = 0; i < Places.tries() * 4; i++) {
            StringBuilder template = new StringBuilder();
            for (int left = random.nextInt(30); left > 0; left--) {
                template.append(pick(PARTS)).append(random.nextBoolean() ? " " : "");
            }
            render(template.toString());
        }
    }

    @Test
    void anyExpression() {
        for (int i = 0; i < Places.tries() * 4; i++) {
            render(
                    switch (random.nextInt(4)) {
                        case 0 -> "{{ " + expression(4) + " }}";
                        case 1 ->
                            "{% for a in " + expression(3) + " %}{{ a }}{{ loop.index }}" + "{{ " + expression(3)
                                    + " }}{% endfor %}";
                        case 2 ->
                            "{% set x = " + expression(3) + " %}{% if x %}{{ x }}{% else %}{{ " + expression(3)
                                    + " }}{% endif %}";
                        default ->
                            "{% macro f(a, b=" + expression(2) + ") %}{{ a }}{{ b }}{% endmacro %}{{ f(" + expression(3)
                                    + ") }}";
                    });
        }
    }

    private String expression(int depth) {
        if (depth == 0) {
            return pick(EXPRESSIONS);
        }
        String inner = expression(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + inner + " " + pick(OPERATORS) + " " + expression(depth - 1) + ")";
            case 1 -> "(" + inner + ")|" + pick(FILTERS);
            case 2 -> "(" + inner + ")|" + pick(FILTERS) + "(" + expression(depth - 1) + ")";
            case 3 -> "(" + inner + ")." + pick(METHODS) + "()";
            case 4 -> "(" + inner + ")." + pick(METHODS) + "(" + expression(depth - 1) + ", " + pick(EXPRESSIONS) + ")";
            case 5 -> "(" + inner + ")[" + expression(depth - 1) + "]";
            case 6 -> "(" + inner + ")[" + pick(EXPRESSIONS) + ":" + pick(EXPRESSIONS) + ":" + pick(EXPRESSIONS) + "]";
            case 7 -> "(" + inner + " is " + pick(TESTS) + ")";
            default -> "(" + inner + " if " + expression(depth - 1) + " else " + pick(EXPRESSIONS) + ")";
        };
    }

    private String pick(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }

    private static void render(String template) {
        try {
            ChatTemplate.parse(template).render(CONTEXT);
        } catch (TemplateException expected) {
            // The declared way to fail.
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(template, e);
        }
    }
}
