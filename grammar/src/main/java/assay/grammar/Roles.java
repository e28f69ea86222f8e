package assay.grammar;

import static assay.grammar.AssayLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * What a word or sign is by its place: a keyword only at the start of a statement; the verb of a phrase only where a
 * phrase can begin and something other than an operator follows; a field or a key after {@code .} and before {@code :}.
 */
final class Roles {
    /** Statements whose value may be a phrase, when it follows directly. */
    private static final Set<Integer> HEADS = Set.of(SHOW, PLOT, SAVE, RETURN, USE);

    /** An open bracket, the first token of the statement that opened it, and whether it holds a procedure's parameters. */
    private record Bracket(int type, int keyword, boolean parameters) {}

    private final Source source;
    private final List<Token> in;
    private final Problems problems;
    private final List<Token> out = new ArrayList<>();
    private final Deque<Bracket> brackets = new ArrayDeque<>(List.of(new Bracket(BLOCK_OPEN, 0, false)));
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
        if (named(i)) return put(i, NAME);
        return switch (type(i)) {
            case NAME -> word(i);
            case FOR -> put(i, statementBegins() ? LOOP : FOR);
            case MINUS -> put(i, Keywords.sign(in, i) ? SIGN : MINUS);
            case ASSIGN -> assign(i);
            case CALL_OPEN -> put(i, Keywords.STATEMENTS.containsValue(previous(1)) ? ROUND_OPEN : CALL_OPEN);
            case BLOCK_OPEN -> emptyRecord(i);
            default -> put(i, type(i));
        };
    }

    private int put(int i, int type) {
        Token token = in.get(i);
        if (statementBegins()) keyword = type;
        switch (type) {
            case ROUND_OPEN, CALL_OPEN, SQUARE_OPEN, INDEX_OPEN, CURLY_OPEN, BLOCK_OPEN ->
                brackets.push(new Bracket(type, keyword, previous(2) == DEFINE));
            case ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE, BLOCK_CLOSE ->
                keyword = brackets.pop().keyword();
            default -> {}
        }
        out.add(token.getType() == type ? token : Tokens.as(token, type));
        return i + 1;
    }

    /** A field, a key or the name of an argument: any word will do. */
    private boolean named(int i) {
        if (!Keywords.WORDS.contains(type(i))) return false;
        boolean first = previous(1) == COMMA || previous(1) == brackets.peek().type();
        return previous(1) == DOT
                || first && type(i + 1) == COLON && brackets.peek().type() == CURLY_OPEN
                || first && type(i + 1) == ASSIGN && brackets.peek().type() == CALL_OPEN;
    }

    private int word(int i) {
        String text = text(i);
        int last = previous(1);
        if (clause(i)) {
            if (!statementBegins()) out.add(Tokens.after(out.getLast(), END));
            return put(i, text.equals("predict") ? PREDICT : FALSIFIED);
        }
        Integer statement = Keywords.STATEMENTS.get(text);
        if (statementBegins() && statement != null && !Keywords.operator(in, i + 1)) return put(i, statement);
        if (text.equals("else") && last == BLOCK_CLOSE) return put(i, ELSE);
        if (text.equals("if") && (last == ELSE || last == FALSIFIED)) return put(i, IF);
        if (text.equals("sort") && type(i + 1) == BY) return put(i, SORT);
        if (text.equals("group") && type(i + 1) == BY) return put(i, GROUP);
        if (text.equals("down") && previous(2) == BY && previous(3) == SORT) return put(i, DOWN);
        return put(i, head() && verb(i) ? VERB : NAME);
    }

    /** {@code predict} or {@code falsified if} in the block of a hypothesis, where several can share a line. */
    private boolean clause(int i) {
        if (brackets.peek().type() != BLOCK_OPEN || brackets.peek().keyword() != HYPOTHESIS) return false;
        if (!statementBegins() && !Keywords.endsValue(previous(1))) return false;
        return text(i).equals("predict")
                || text(i).equals("falsified") && text(i + 1).equals("if");
    }

    /** Whether a phrase could begin after what was read. */
    private boolean head() {
        int last = previous(1);
        if (statementBegins() || HEADS.contains(last)) return true;
        Bracket bracket = brackets.peek();
        if (bracket.parameters()) return false;
        return switch (last) {
            case ASSIGN -> previous(3) == LET || previous(3) == MODEL || bracket.type() == CALL_OPEN;
            case ROUND_OPEN, CALL_OPEN -> true;
            case COMMA -> bracket.type() == CALL_OPEN;
            default -> false;
        };
    }

    private boolean verb(int i) {
        boolean query = (text(i + 1).equals("sort") || text(i + 1).equals("group")) && type(i + 2) == BY;
        return Keywords.FIRST.contains(type(i + 1)) && !query;
    }

    /** A {@code =} binds a name, an argument or a parameter; anywhere else a comparison was meant. */
    private int assign(int i) {
        Bracket bracket = brackets.peek();
        boolean declares = keyword == LET || keyword == PARAM || keyword == MODEL;
        boolean first = declares && (previous(1) == keyword || previous(1) == NAME && previous(2) == keyword);
        boolean listed = (bracket.type() == CALL_OPEN || bracket.parameters())
                && previous(1) == NAME
                && (previous(2) == bracket.type() || previous(2) == COMMA);
        if (first || listed) return put(i, ASSIGN);
        if (text(i).equals("="))
            problems.error(
                    source, Tokens.span(in.get(i)), "`=` names a value and does not compare", "to compare write `==`");
        return put(i, EQUAL);
    }

    /** {@code return {}}: no block can stand there, so it is a record. */
    private int emptyRecord(int i) {
        boolean value = HEADS.contains(previous(1)) || previous(1) == PRINT || previous(1) == EXPECT;
        if (!value || type(i + 1) != BLOCK_CLOSE) return put(i, BLOCK_OPEN);
        put(i, CURLY_OPEN);
        return put(i + 1, CURLY_CLOSE);
    }

    private boolean statementBegins() {
        int last = previous(1);
        return last == 0 || last == END || last == BLOCK_OPEN;
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
}
