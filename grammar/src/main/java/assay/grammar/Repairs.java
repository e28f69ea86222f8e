package assay.grammar;

import static assay.grammar.AssayLexer.*;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/**
 * Statements as other languages write them: each is reported and rewritten as it stands here, so that its name is bound
 * and nothing later is reported because of it.
 */
final class Repairs {
    private static final Map<String, Integer> LITERALS = Map.ofEntries(
            entry("true", YES),
            entry("false", NO),
            entry("null", NONE),
            entry("none", NONE),
            entry("nil", NONE),
            entry("undefined", NONE));

    private static final Map<Integer, String> WRITTEN = Map.of(YES, "yes", NO, "no", NONE, "none");

    private static final Set<String> PROCEDURES = Set.of("def", "function", "func", "fn", "fun", "proc", "procedure");
    private static final Set<String> ELSE_IFS = Set.of("elif", "elseif", "elsif");
    private static final Set<String> DECLARATIONS = Set.of("let", "param", "model");

    /** Statements of one value, which some write with a {@code =}. */
    private static final Set<String> SETTINGS = Set.of("seed", "engine", "use");

    private final Source source;
    private final List<Token> in;
    private final Problems problems;
    private final List<Token> out = new ArrayList<>();

    private Repairs(Source source, List<Token> in, Problems problems) {
        this.source = source;
        this.in = in;
        this.problems = problems;
    }

    static List<Token> of(Source source, List<Token> in, Problems problems) {
        Repairs repairs = new Repairs(source, in, problems);
        int i = 0;
        while (i < in.size()) i = repairs.read(i);
        return repairs.out;
    }

    /** Puts out the token at {@code i}, or several, and says where to go on. */
    private int read(int i) {
        if (statementBegins()) return begin(i);
        String text = text(i);
        boolean key = last() == CURLY_OPEN || last() == COMMA;
        if (type(i) == TEXT && key && type(i + 1) == COLON) return quotedKey(i);
        if (type(i) != NAME) return put(i, type(i));
        if (last() == BLOCK_CLOSE && ELSE_IFS.contains(text)) return elseIf(i);
        if (DECLARATIONS.contains(text) && binds(i + 1) && source.line(start(i - 1)) < source.line(start(i))) {
            error(i, "this line is indented deeper and so goes on with the statement above", "begin it below that one");
            out.add(Tokens.after(out.getLast(), END));
            return begin(i);
        }
        Integer literal = LITERALS.get(text.toLowerCase(Locale.ROOT));
        boolean named = last() == DOT || type(i + 1) == COLON || type(i + 1) == ASSIGN;
        if (literal == null || named) return put(i, NAME);
        error(
                i,
                "`" + text + "` is written `" + WRITTEN.get(literal) + "` here",
                "write `" + WRITTEN.get(literal) + "`");
        return put(i, literal);
    }

    private int quotedKey(int i) {
        Token token = in.get(i);
        Token name = Tokens.as(token, NAME, token.getStartIndex() + 1, token.getStopIndex());
        error(i, "names in a record stand without quotes", "write `" + Habits.brief(name.getText()) + ":`");
        out.add(name);
        return i + 1;
    }

    private int elseIf(int i) {
        error(i, "`" + text(i) + "` is written in two words here", "write `else if`");
        out.add(Tokens.before(in.get(i), ELSE));
        return put(i, IF);
    }

    // The start of a statement

    private int begin(int i) {
        String text = text(i);
        if (!Keywords.WORDS.contains(type(i))) return put(i, type(i));
        if (text.equals("from") && text(i + 2).equals("import"))
            return refuse(i, "an import names a whole script", "write `import " + Habits.brief(text(i + 1)) + "`");
        if (text.equals("while") && type(i + 1) != ASSIGN)
            return refuse(i, "there is no `while`", "use `repeat n { }` or `for x in list { }`");
        if (text.equals("else") && (type(i + 1) == BLOCK_OPEN || text(i + 1).equals("if")))
            return refuse(i, "this `else` has no `if`", "it follows the `}` of an `if`");
        if (text.equals("import") && text(i + 2).equals("from"))
            error(i + 2, "an import names a whole script", "write `import \"file.exp\"` and nothing more");
        if (DECLARATIONS.contains(text) && !Keywords.operator(in, i + 1)) return declaration(i, type(i));
        if (SETTINGS.contains(text) && type(i + 1) == ASSIGN) {
            error(i + 1, "`" + text + "` takes its value without `=`", "remove it");
            put(i, NAME);
            return i + 2;
        }
        if (type(i) == NAME && type(i + 1) == ASSIGN) return unbound(i);
        if (Keywords.STATEMENTS.containsKey(text)) return put(i, type(i));
        return type(i) == NAME ? unknown(i) : put(i, type(i));
    }

    private int refuse(int i, String title, String label) {
        error(i, title, label);
        return put(i, REFUSED);
    }

    /** A first word that is no keyword, but would be one elsewhere or in lower case. */
    private int unknown(int i) {
        String lower = text(i).toLowerCase(Locale.ROOT);
        Integer keyword = Keywords.STATEMENTS.get(lower);
        if (keyword != null && !Keywords.operator(in, i + 1)) {
            error(i, "keywords are lower case", "write `" + lower + "`");
            return DECLARATIONS.contains(lower) ? declaration(i, keyword) : put(i, keyword);
        }
        if (type(i + 1) == NAME && type(i + 2) == ASSIGN) {
            String word = new Suggest().among(DECLARATIONS, text(i)).orElse("let");
            String advice = word.equals("let") ? "write `let` to name a value" : "did you mean `" + word + "`?";
            error(i, "`" + Habits.brief(text(i)) + "` begins no statement", advice);
            return declaration(i, Keywords.STATEMENTS.get(word));
        }
        boolean parameters = type(i + 2) == CALL_OPEN || type(i + 2) == ROUND_OPEN;
        if (PROCEDURES.contains(text(i)) && type(i + 1) == NAME && parameters) {
            error(i, "a procedure begins with `define`", "write `define`");
            return put(i, DEFINE);
        }
        return put(i, NAME);
    }

    /** {@code x = 5}. */
    private int unbound(int i) {
        if (text(i + 1).equals("="))
            error(i, "a value gets its name with `let`", "write `let " + Habits.brief(text(i)) + " = ...`");
        out.add(Tokens.before(in.get(i), LET));
        return put(i, NAME);
    }

    /** {@code let x = ...}, also as {@code let x == 5}, {@code let x: 5}, {@code let x 5} and {@code let to = 5}. */
    private int declaration(int i, int type) {
        put(i, type);
        if (!Keywords.WORDS.contains(type(i + 1))) return i + 1;
        int sign = type(i + 2);
        if (type(i + 1) != NAME) {
            if (!binds(i + 1)) return i + 1;
            error(i + 1, "`" + text(i + 1) + "` is a word of the language and cannot be a name", "choose another");
        }
        put(i + 1, NAME);
        if (sign == EQUAL || sign == COLON) {
            error(i + 2, "a name is bound with `=`", "write `=`");
            return put(i + 2, ASSIGN);
        }
        boolean value = Keywords.FIRST.contains(sign) && sign != CONNECTIVE && sign != BLOCK_OPEN;
        if (value && type(i + 3) != ASSIGN) {
            String example = Habits.brief(text(i + 1)) + " = " + Habits.brief(text(i + 2));
            error(i + 2, "`=` is missing", "write `" + example + "`");
            out.add(Tokens.before(in.get(i + 2), ASSIGN));
        }
        return i + 2;
    }

    /** Whether a word and a {@code =} stand at {@code i}. */
    private boolean binds(int i) {
        return Keywords.WORDS.contains(type(i)) && type(i + 1) == ASSIGN;
    }

    private int put(int i, int type) {
        Token token = in.get(i);
        out.add(token.getType() == type ? token : Tokens.as(token, type));
        return i + 1;
    }

    private boolean statementBegins() {
        return out.isEmpty() || last() == END || last() == BLOCK_OPEN;
    }

    private int last() {
        return out.isEmpty() ? Token.EOF : out.getLast().getType();
    }

    private int type(int i) {
        return i < in.size() ? in.get(i).getType() : Token.EOF;
    }

    private int start(int i) {
        return in.get(i).getStartIndex();
    }

    private String text(int i) {
        return i < in.size() ? in.get(i).getText() : "";
    }

    private void error(int i, String title, String label) {
        problems.error(source, Tokens.span(in.get(i)), title, label);
    }
}
