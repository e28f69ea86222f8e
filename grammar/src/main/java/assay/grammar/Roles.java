package assay.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * What a word is by its place: a keyword only at the start of a statement, the verb of a phrase only where a phrase can
 * begin and something follows it that is no operator; a field or a key anywhere. Declarations as other languages write
 * them are reported and repaired here.
 */
final class Roles {
    private static final Set<Integer> WORDS = Set.of(
            AssayLexer.YES,
            AssayLexer.NO,
            AssayLexer.NONE,
            AssayLexer.AND,
            AssayLexer.OR,
            AssayLexer.NOT,
            AssayLexer.IN,
            AssayLexer.FOR,
            AssayLexer.WHERE,
            AssayLexer.BY,
            AssayLexer.WITHIN,
            AssayLexer.CONNECTIVE,
            AssayLexer.NAME);

    /** What can follow a verb. */
    private static final Set<Integer> FIRST = Set.of(
            AssayLexer.NAME,
            AssayLexer.NUMBER,
            AssayLexer.TEXT,
            AssayLexer.BLOCK_TEXT,
            AssayLexer.MISSING,
            AssayLexer.YES,
            AssayLexer.NO,
            AssayLexer.NONE,
            AssayLexer.CONNECTIVE,
            AssayLexer.BY,
            AssayLexer.WITHIN,
            AssayLexer.ROUND_OPEN,
            AssayLexer.SQUARE_OPEN,
            AssayLexer.CURLY_OPEN,
            AssayLexer.BLOCK_OPEN);

    /** After these a word is a name even when a statement could begin with it: {@code model.layers}, {@code seed + 1}. */
    private static final Set<Integer> AFTER_NAME = Set.of(
            AssayLexer.DOT,
            AssayLexer.INDEX_OPEN,
            AssayLexer.ARROW,
            AssayLexer.RANGE,
            AssayLexer.EQUAL,
            AssayLexer.UNEQUAL,
            AssayLexer.BELOW,
            AssayLexer.ABOVE,
            AssayLexer.AT_MOST,
            AssayLexer.AT_LEAST,
            AssayLexer.PLUS,
            AssayLexer.MINUS,
            AssayLexer.TIMES,
            AssayLexer.DIVIDE,
            AssayLexer.REMAINDER,
            AssayLexer.ABOUT,
            AssayLexer.WHERE);

    private static final Map<String, Integer> LITERALS = Map.of(
            "true",
            AssayLexer.YES,
            "false",
            AssayLexer.NO,
            "null",
            AssayLexer.NONE,
            "nil",
            AssayLexer.NONE,
            "undefined",
            AssayLexer.NONE);

    private static final Set<String> PROCEDURES = Set.of("def", "function", "func", "fn", "fun", "proc", "procedure");

    private static final Set<Integer> DECLARATIONS = Set.of(AssayLexer.LET, AssayLexer.PARAM, AssayLexer.MODEL);

    /** Statements whose value may be a phrase, when it follows directly. */
    private static final Set<Integer> HEADS =
            Set.of(AssayLexer.SHOW, AssayLexer.PLOT, AssayLexer.SAVE, AssayLexer.RETURN, AssayLexer.USE);

    /** An open bracket, the first token of the statement that opened it, and whether it holds a procedure's parameters. */
    private record Bracket(int type, int keyword, boolean parameters) {}

    private final Source source;
    private final List<Token> in;
    private final Problems problems;
    private final List<Token> out = new ArrayList<>();
    private final Deque<Bracket> brackets = new ArrayDeque<>();
    private int keyword;

    private Roles(Source source, List<Token> in, Problems problems) {
        this.source = source;
        this.in = in;
        this.problems = problems;
    }

    /** The tokens that the parser reads. */
    static List<Token> of(Source source, List<Token> in, Problems problems) {
        Roles roles = new Roles(source, in, problems);
        int i = 0;
        while (i < in.size()) i = roles.read(i);
        return roles.out;
    }

    /** Puts out the token at {@code i}, or several, and says where to go on. */
    private int read(int i) {
        Token token = in.get(i);
        if (named(i)) return put(i, AssayLexer.NAME);
        if (begins() && WORDS.contains(token.getType())) return begin(i);
        return switch (token.getType()) {
            case AssayLexer.TEXT -> key() && type(i + 1) == AssayLexer.COLON ? quotedKey(i) : put(i, AssayLexer.TEXT);
            case AssayLexer.CALL_OPEN ->
                put(i, Keywords.STATEMENTS.containsValue(previous(1)) ? AssayLexer.ROUND_OPEN : AssayLexer.CALL_OPEN);
            case AssayLexer.BLOCK_OPEN -> emptyRecord(i);
            case AssayLexer.NAME -> word(i);
            case AssayLexer.MINUS -> put(i, sign(i) ? AssayLexer.SIGN : AssayLexer.MINUS);
            case AssayLexer.ASSIGN -> assign(i);
            default -> put(i, token.getType());
        };
    }

    private int put(int i, int type) {
        Token token = in.get(i);
        if (begins()) {
            keyword = type;
        }
        switch (type) {
            case AssayLexer.ROUND_OPEN,
                    AssayLexer.CALL_OPEN,
                    AssayLexer.SQUARE_OPEN,
                    AssayLexer.INDEX_OPEN,
                    AssayLexer.CURLY_OPEN,
                    AssayLexer.BLOCK_OPEN ->
                brackets.push(new Bracket(type, keyword, previous(2) == AssayLexer.DEFINE));
            case AssayLexer.ROUND_CLOSE, AssayLexer.SQUARE_CLOSE, AssayLexer.CURLY_CLOSE, AssayLexer.BLOCK_CLOSE ->
                keyword = brackets.isEmpty() ? 0 : brackets.pop().keyword();
            default -> {}
        }
        out.add(token.getType() == type ? token : Tokens.as(token, type));
        return i + 1;
    }

    /** The type of the token {@code back} places before the next one; 0 at the start. */
    private int previous(int back) {
        return out.size() < back ? 0 : out.get(out.size() - back).getType();
    }

    private int type(int i) {
        return i < in.size() ? in.get(i).getType() : Token.EOF;
    }

    private String text(int i) {
        return i < in.size() ? in.get(i).getText() : "";
    }

    private int bracket() {
        return brackets.isEmpty() ? AssayLexer.BLOCK_OPEN : brackets.peek().type();
    }

    private boolean begins() {
        int last = previous(1);
        return last == 0 || last == AssayLexer.END || last == AssayLexer.BLOCK_OPEN;
    }

    private boolean parameters() {
        return !brackets.isEmpty() && brackets.peek().parameters();
    }

    private boolean key() {
        return bracket() == AssayLexer.CURLY_OPEN
                && (previous(1) == AssayLexer.CURLY_OPEN || previous(1) == AssayLexer.COMMA);
    }

    private boolean argument() {
        return bracket() == AssayLexer.CALL_OPEN
                && (previous(1) == AssayLexer.CALL_OPEN || previous(1) == AssayLexer.COMMA);
    }

    /** A field, a key or the name of an argument: any word will do. */
    private boolean named(int i) {
        if (!WORDS.contains(type(i))) return false;
        return previous(1) == AssayLexer.DOT
                || key() && type(i + 1) == AssayLexer.COLON
                || argument() && type(i + 1) == AssayLexer.ASSIGN;
    }

    /** {@code return {}}: no statement can stand there, so it is a record. */
    private int emptyRecord(int i) {
        boolean value =
                HEADS.contains(previous(1)) || previous(1) == AssayLexer.PRINT || previous(1) == AssayLexer.EXPECT;
        if (!value || type(i + 1) != AssayLexer.BLOCK_CLOSE) return put(i, AssayLexer.BLOCK_OPEN);
        put(i, AssayLexer.CURLY_OPEN);
        return put(i + 1, AssayLexer.CURLY_CLOSE);
    }

    private int quotedKey(int i) {
        Token token = in.get(i);
        error(i, "names in a record stand without quotes", "write `" + Habits.brief(inner(token)) + ":`");
        out.add(Tokens.as(token, AssayLexer.NAME, token.getStartIndex() + 1, token.getStopIndex()));
        return i + 1;
    }

    private static String inner(Token text) {
        return text.getText().substring(1, text.getText().length() - 1);
    }

    /** A word inside a statement. */
    private int word(int i) {
        String text = text(i);
        int last = previous(1);
        if (last == AssayLexer.BLOCK_CLOSE) {
            if (text.equals("else")) return put(i, AssayLexer.ELSE);
            if (Set.of("elif", "elseif", "elsif").contains(text)) return elseIf(i);
        }
        if (text.equals("if") && (last == AssayLexer.ELSE || last == AssayLexer.FALSIFIED))
            return put(i, AssayLexer.IF);
        if (text.equals("sort") && type(i + 1) == AssayLexer.BY) return put(i, AssayLexer.SORT);
        if (text.equals("group") && type(i + 1) == AssayLexer.BY) return put(i, AssayLexer.GROUP);
        if (text.equals("down") && previous(2) == AssayLexer.BY && previous(3) == AssayLexer.SORT)
            return put(i, AssayLexer.DOWN);
        if (clause(i) && !operator(last)) {
            out.add(Tokens.after(out.getLast(), AssayLexer.END));
            return begin(i);
        }
        if (LITERALS.containsKey(text.toLowerCase(Locale.ROOT))) return literal(i);
        return put(i, head() && verb(i) ? AssayLexer.VERB : AssayLexer.NAME);
    }

    /** {@code predict} or {@code falsified if} in the block of a hypothesis, where several can share a line. */
    private boolean clause(int i) {
        if (brackets.isEmpty() || brackets.peek().type() != AssayLexer.BLOCK_OPEN) return false;
        if (brackets.peek().keyword() != AssayLexer.HYPOTHESIS) return false;
        return text(i).equals("predict")
                || text(i).equals("falsified") && text(i + 1).equals("if");
    }

    private static boolean operator(int type) {
        return switch (type) {
            case AssayLexer.NAME,
                    AssayLexer.NUMBER,
                    AssayLexer.TEXT,
                    AssayLexer.BLOCK_TEXT,
                    AssayLexer.YES,
                    AssayLexer.NO,
                    AssayLexer.NONE,
                    AssayLexer.MISSING,
                    AssayLexer.ROUND_CLOSE,
                    AssayLexer.SQUARE_CLOSE,
                    AssayLexer.CURLY_CLOSE -> false;
            default -> true;
        };
    }

    private int elseIf(int i) {
        error(i, "`" + text(i) + "` is written in two words here", "write `else if`");
        out.add(Tokens.before(in.get(i), AssayLexer.ELSE));
        return put(i, AssayLexer.IF);
    }

    /** A word of another language for yes, no or none. Python's {@code None} and {@code True} too. */
    private int literal(int i) {
        int type = LITERALS.get(text(i).toLowerCase(Locale.ROOT));
        String here = type == AssayLexer.YES ? "yes" : type == AssayLexer.NO ? "no" : "none";
        error(i, "`" + text(i) + "` is written `" + here + "` here", "write `" + here + "`");
        return put(i, type);
    }

    /** Whether a phrase could begin after what was read. */
    private boolean head() {
        int last = previous(1);
        if (begins() || HEADS.contains(last)) return true;
        if (parameters()) return false;
        return switch (last) {
            case AssayLexer.ASSIGN ->
                previous(3) == AssayLexer.LET || previous(3) == AssayLexer.MODEL || bracket() == AssayLexer.CALL_OPEN;
            case AssayLexer.ROUND_OPEN, AssayLexer.CALL_OPEN -> true;
            case AssayLexer.COMMA -> bracket() == AssayLexer.CALL_OPEN;
            default -> false;
        };
    }

    private boolean verb(int i) {
        boolean query = (text(i + 1).equals("sort") || text(i + 1).equals("group")) && type(i + 2) == AssayLexer.BY;
        return FIRST.contains(type(i + 1)) && !query;
    }

    /** A minus that touches what follows and not what stands before. */
    private boolean sign(int i) {
        boolean before = i > 0
                && Tokens.touch(in.get(i - 1), in.get(i))
                && !operator(in.get(i - 1).getType());
        return !before && i + 1 < in.size() && Tokens.touch(in.get(i), in.get(i + 1));
    }

    private int assign(int i) {
        boolean binds = previous(1) == AssayLexer.NAME
                && (DECLARATIONS.contains(previous(2))
                        || (bracket() == AssayLexer.CALL_OPEN || parameters())
                                && (previous(2) == brackets.peek().type() || previous(2) == AssayLexer.COMMA));
        boolean missing = DECLARATIONS.contains(previous(1));
        if (binds || missing) return put(i, AssayLexer.ASSIGN);
        if (text(i).equals("=")) error(i, "`=` names a value and does not compare", "to compare write `==`");
        return put(i, AssayLexer.EQUAL);
    }

    // The start of a statement

    private int begin(int i) {
        int next = type(i + 1);
        if (clause(i)) return put(i, text(i).equals("predict") ? AssayLexer.PREDICT : AssayLexer.FALSIFIED);
        if (text(i).equals("from") && text(i + 2).equals("import"))
            return refuse(i, "an import names a whole script", "write `import " + Habits.brief(text(i + 1)) + "`");
        if (text(i).equals("while") && next != AssayLexer.ASSIGN)
            return refuse(i, "there is no `while`", "use `repeat n { }` or `for x in list { }`");
        boolean name = AFTER_NAME.contains(next) || next == AssayLexer.MINUS && !sign(i + 1);
        Integer type = Keywords.STATEMENTS.get(text(i));
        if (type == null && !name && !declares(i) && next != AssayLexer.ASSIGN) type = capital(i);
        if (type != null && DECLARATIONS.contains(type) && !name) return declaration(i, type);
        if (type != null && next == AssayLexer.ASSIGN) {
            if (type != AssayLexer.SEED && type != AssayLexer.ENGINE && type != AssayLexer.USE) return unbound(i);
            error(i + 1, "`" + text(i) + "` takes its value without `=`", "remove it");
            put(i, type);
            return i + 2;
        }
        if (type != null && !name) {
            put(i, type);
            if (type == AssayLexer.IMPORT && text(i + 2).equals("from"))
                error(i + 2, "an import names a whole script", "remove this; write `import \"file.exp\"`");
            return i + 1;
        }
        if (type(i) != AssayLexer.NAME) return put(i, type(i));
        if (next == AssayLexer.ASSIGN) return unbound(i);
        if (declares(i)) return declaration(i, nearest(i));
        if (PROCEDURES.contains(text(i)) && next == AssayLexer.NAME && opens(type(i + 2))) {
            error(i, "a procedure begins with `define`", "write `define`");
            return put(i, AssayLexer.DEFINE);
        }
        return word(i);
    }

    private static boolean opens(int type) {
        return type == AssayLexer.CALL_OPEN || type == AssayLexer.ROUND_OPEN;
    }

    private int refuse(int i, String title, String label) {
        error(i, title, label);
        return put(i, AssayLexer.REFUSED);
    }

    /** {@code var x = 5}: no phrase has a {@code =} there. */
    private boolean declares(int i) {
        return type(i) == AssayLexer.NAME && type(i + 1) == AssayLexer.NAME && type(i + 2) == AssayLexer.ASSIGN;
    }

    /** {@code Show x}. */
    private Integer capital(int i) {
        Integer type = Keywords.STATEMENTS.get(text(i).toLowerCase(Locale.ROOT));
        if (type != null && type(i) == AssayLexer.NAME)
            error(i, "keywords are lower case", "write `" + text(i).toLowerCase(Locale.ROOT) + "`");
        return type(i) == AssayLexer.NAME ? type : null;
    }

    private int nearest(int i) {
        String word =
                new Suggest().among(Set.of("let", "param", "model"), text(i)).orElse("let");
        error(i, "`" + Habits.brief(text(i)) + "` begins no statement", "write `" + word + "` to name a value");
        return Keywords.STATEMENTS.get(word);
    }

    /** {@code x = 5}. */
    private int unbound(int i) {
        if (text(i + 1).equals("="))
            error(i, "a value gets its name with `let`", "write `let " + Habits.brief(text(i)) + " = ...`");
        Token let = Tokens.before(in.get(i), AssayLexer.LET);
        keyword = AssayLexer.LET;
        out.add(let);
        return put(i, AssayLexer.NAME);
    }

    /** {@code let x = ...}, also as {@code let x == 5}, {@code let x: 5} and {@code let x 5}. */
    private int declaration(int i, int type) {
        put(i, type);
        if (type(i + 1) != AssayLexer.NAME) return i + 1;
        put(i + 1, AssayLexer.NAME);
        int sign = type(i + 2);
        if (sign == AssayLexer.EQUAL || sign == AssayLexer.COLON) {
            error(i + 2, "a name is bound with `=`", "write `=`");
            return put(i + 2, AssayLexer.ASSIGN);
        }
        boolean value = FIRST.contains(sign) && sign != AssayLexer.CONNECTIVE && sign != AssayLexer.BLOCK_OPEN;
        if (value && type(i + 3) != AssayLexer.ASSIGN) {
            error(
                    i + 2,
                    "`=` is missing",
                    "write `" + Habits.brief(text(i + 1)) + " = " + Habits.brief(text(i + 2)) + "`");
            out.add(Tokens.before(in.get(i + 2), AssayLexer.ASSIGN));
        }
        return i + 2;
    }

    private void error(int i, String title, String label) {
        problems.error(source, Tokens.span(in.get(i)), title, label);
    }
}
