package assay.lsp;

import assay.core.Statements;
import assay.lib.verb.Functions;
import assay.lib.verb.Verbs;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grammar by which editors colour scripts. It knows lines, not phrases, so that it only colours a verb where one can
 * begin: at the start of a line and behind {@code =}, {@code (} and the statements that show a value.
 */
record TextMate(Verbs verbs) {
    private static final List<String> CONNECTIVES =
            List.of("vs", "on", "along", "from", "to", "with", "by", "as", "into", "at", "within");
    private static final List<String> CLAUSES =
            List.of("else", "in", "where", "sort", "group", "down", "predict", "falsified", "for");
    private static final List<String> HEADS = List.of("show", "plot", "save", "return");
    private static final String WORD_START = "(?<![\\p{L}\\p{N}_-]|\\.)";
    private static final String WORD_END = "(?![\\p{L}\\p{N}_]|-[\\p{L}\\p{N}_])";
    private static final String ONLY_BLANKS = "^\\s*";

    /** The file, ending in a line break. */
    String json() {
        Map<String, Object> grammar = new LinkedHashMap<>();
        grammar.put(
                "information_for_contributors", "Written by a test from the tables of the language; do not change.");
        grammar.put("name", "Assay");
        grammar.put("scopeName", "source.assay");
        grammar.put("fileTypes", List.of("exp"));
        grammar.put("patterns", patterns());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(grammar) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Earlier ones win. */
    private List<Map<String, Object>> patterns() {
        List<String> statements = Stream.concat(
                        Statements.ALL.stream().map(Statements.Entry::name), Stream.of("if", "import"))
                .distinct()
                .toList();
        List<String> functions =
                Functions.all().stream().map(function -> function.name()).toList();
        String phrase = "(?:" + ONLY_BLANKS + "|(?<=[=({,]\\s)|(?<=[({])|(?<="
                + HEADS.stream().map(head -> "\\b" + head + "\\s").collect(Collectors.joining("|")) + "))";
        return List.of(
                pattern("comment.line.number-sign.assay", "#.*$"),
                text("string.quoted.triple.assay", "\"\"\"", "\"\"\""),
                text("string.quoted.double.assay", "\"", "\"|$"),
                pattern("constant.numeric.assay", "(?<![\\p{L}\\p{N}_])\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?%?"),
                pattern("keyword.control.assay", "(?:" + ONLY_BLANKS + "|(?<=[{}]\\s))" + words(statements)),
                pattern("support.function.verb.assay", phrase + words(verbs.names()) + "(?!\\s*=[^=])"),
                pattern("support.function.builtin.assay", words(functions) + "(?=\\()"),
                pattern("constant.language.assay", words(List.of("yes", "no", "none"))),
                pattern("keyword.operator.word.assay", words(List.of("and", "or", "not"))),
                pattern("keyword.other.connective.assay", words(CONNECTIVES)),
                pattern("keyword.control.clause.assay", words(CLAUSES)),
                pattern("keyword.operator.assay", "->|\\.\\.|==|!=|<=|>=|[-+*/%<>=~]"));
    }

    private static Map<String, Object> pattern(String name, String match) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("name", name);
        pattern.put("match", match);
        return pattern;
    }

    private static Map<String, Object> text(String name, String begin, String end) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("name", name);
        text.put("begin", begin);
        text.put("end", end);
        text.put(
                "patterns",
                List.of(
                        pattern("constant.character.escape.assay", "\\\\(?:u\\{[0-9a-fA-F]{1,6}\\}|.)"),
                        pattern("variable.other.hole.assay", "\\{[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*\\}")));
        return text;
    }

    private static String words(List<String> words) {
        return WORD_START + "(?:" + String.join("|", words) + ")" + WORD_END;
    }
}
