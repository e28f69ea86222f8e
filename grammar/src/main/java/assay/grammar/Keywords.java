package assay.grammar;

import static assay.grammar.AssayLexer.*;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Words that mean something by themselves, and what may stand behind them. */
final class Keywords {
    /** The words that begin a statement, and are keywords only there. */
    static final Map<String, Integer> STATEMENTS = Map.ofEntries(
            entry("seed", SEED),
            entry("engine", ENGINE),
            entry("param", PARAM),
            entry("model", MODEL),
            entry("use", USE),
            entry("let", LET),
            entry("print", PRINT),
            entry("show", SHOW),
            entry("plot", PLOT),
            entry("save", SAVE),
            entry("expect", EXPECT),
            entry("hypothesis", HYPOTHESIS),
            entry("for", LOOP),
            entry("repeat", REPEAT),
            entry("if", IF),
            entry("define", DEFINE),
            entry("return", RETURN),
            entry("import", IMPORT));

    /** Words that can never be names of values, but can be fields and keys. */
    static final Set<Integer> RESERVED = Set.of(YES, NO, NONE, AND, OR, NOT, IN, FOR, WHERE, BY, WITHIN, CONNECTIVE);

    /** Everything that is spelled like a name. */
    static final Set<Integer> WORDS = Set.of(YES, NO, NONE, AND, OR, NOT, IN, FOR, WHERE, BY, WITHIN, CONNECTIVE, NAME);

    /** What can follow a verb. */
    static final Set<Integer> FIRST = Set.of(
            NAME,
            NUMBER,
            TEXT,
            BLOCK_TEXT,
            MISSING,
            YES,
            NO,
            NONE,
            CONNECTIVE,
            BY,
            WITHIN,
            ROUND_OPEN,
            SQUARE_OPEN,
            CURLY_OPEN,
            BLOCK_OPEN);

    /** After these a brace begins a record even when it is empty. */
    static final Set<Integer> BEFORE_VALUE = Set.of(
            ASSIGN,
            ROUND_OPEN,
            CALL_OPEN,
            SQUARE_OPEN,
            INDEX_OPEN,
            COMMA,
            COLON,
            CONNECTIVE,
            BY,
            WITHIN,
            IN,
            EQUAL,
            UNEQUAL,
            ARROW,
            AND,
            OR,
            NOT);

    /** Before these a word is a name even when a statement could begin with it: {@code model.layers}, {@code seed + 1}. */
    private static final Set<Integer> OPERATORS = Set.of(
            DOT,
            INDEX_OPEN,
            ARROW,
            RANGE,
            EQUAL,
            UNEQUAL,
            BELOW,
            ABOVE,
            AT_MOST,
            AT_LEAST,
            PLUS,
            TIMES,
            DIVIDE,
            REMAINDER,
            ABOUT,
            WHERE);

    /** What ends a value. */
    private static final Set<Integer> LAST =
            Set.of(NAME, NUMBER, TEXT, BLOCK_TEXT, YES, NO, NONE, MISSING, ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE);

    private Keywords() {}

    /** Whether the token at {@code i} makes a value of the word before it. */
    static boolean operator(List<Token> tokens, int i) {
        int type = i < tokens.size() ? tokens.get(i).getType() : Token.EOF;
        return OPERATORS.contains(type) || type == MINUS && !sign(tokens, i);
    }

    /** Whether the minus at {@code i} touches what follows and not a value before it, as in {@code temperature -1}. */
    static boolean sign(List<Token> tokens, int i) {
        boolean behind = i > 0
                && Tokens.touch(tokens.get(i - 1), tokens.get(i))
                && endsValue(tokens.get(i - 1).getType());
        return !behind && i + 1 < tokens.size() && Tokens.touch(tokens.get(i), tokens.get(i + 1));
    }

    static boolean endsValue(int type) {
        return LAST.contains(type);
    }

    /** Whether the line at {@code i} can hardly be anything but a new statement: a keyword and a word or value after it. */
    static boolean begins(List<Token> raw, int i) {
        if (!STATEMENTS.containsKey(raw.get(i).getText()) || i + 1 >= raw.size()) return false;
        return switch (raw.get(i + 1).getType()) {
            case NAME, TEXT, NUMBER, NOT -> true;
            default -> false;
        };
    }
}
