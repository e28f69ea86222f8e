package assay.grammar;

import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** The words that begin a statement, and only there. */
final class Keywords {
    static final Map<String, Integer> STATEMENTS = Map.ofEntries(
            Map.entry("seed", AssayLexer.SEED),
            Map.entry("engine", AssayLexer.ENGINE),
            Map.entry("param", AssayLexer.PARAM),
            Map.entry("model", AssayLexer.MODEL),
            Map.entry("use", AssayLexer.USE),
            Map.entry("let", AssayLexer.LET),
            Map.entry("print", AssayLexer.PRINT),
            Map.entry("show", AssayLexer.SHOW),
            Map.entry("plot", AssayLexer.PLOT),
            Map.entry("save", AssayLexer.SAVE),
            Map.entry("expect", AssayLexer.EXPECT),
            Map.entry("hypothesis", AssayLexer.HYPOTHESIS),
            Map.entry("for", AssayLexer.LOOP),
            Map.entry("repeat", AssayLexer.REPEAT),
            Map.entry("if", AssayLexer.IF),
            Map.entry("define", AssayLexer.DEFINE),
            Map.entry("return", AssayLexer.RETURN),
            Map.entry("import", AssayLexer.IMPORT));

    private Keywords() {}

    /** Whether the line at {@code i} can hardly be anything but a new statement: a keyword and a word or value after it. */
    static boolean begins(List<Token> raw, int i) {
        if (!STATEMENTS.containsKey(raw.get(i).getText()) || i + 1 >= raw.size()) return false;
        return switch (raw.get(i + 1).getType()) {
            case AssayLexer.NAME, AssayLexer.TEXT, AssayLexer.NUMBER, AssayLexer.NOT -> true;
            default -> false;
        };
    }
}
