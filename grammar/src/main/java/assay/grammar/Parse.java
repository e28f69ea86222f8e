package assay.grammar;

import assay.grammar.ast.Script;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/** From text to tree. */
public final class Parse {
    /** Longer texts, in {@code char}s, are refused unread. */
    public static final int LONGEST = 4 << 20;

    /** A text that ends in one of these waits for more. */
    static final Set<Integer> WAITING = Set.of(
            AssayLexer.ASSIGN,
            AssayLexer.ARROW,
            AssayLexer.RANGE,
            AssayLexer.COMMA,
            AssayLexer.COLON,
            AssayLexer.ABOUT,
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
            AssayLexer.AND,
            AssayLexer.OR,
            AssayLexer.NOT,
            AssayLexer.IN,
            AssayLexer.FOR,
            AssayLexer.WHERE,
            AssayLexer.BY,
            AssayLexer.WITHIN,
            AssayLexer.CONNECTIVE);

    private Parse() {}

    /** Reads a script; never throws, and reports every error it finds, sorted by place. */
    public static Parsed script(Source source) {
        Problems problems = new Problems();
        if (source.text().length() > LONGEST) {
            problems.error(
                    source,
                    new Span(0, 0),
                    "this script is longer than 4 MiB",
                    "keep data in files of its own and `load` them");
            return new Parsed(new Script(source, List.of()), problems.list(), false);
        }
        List<Token> words = Habits.replace(words(source), source, problems);
        Layout.Result layout = Layout.of(source, words, problems);
        List<Token> repaired = Repairs.of(source, layout.tokens(), problems);
        List<Token> tokens = Roles.of(source, repaired, problems);
        AssayParser parser = new AssayParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        parser.setErrorHandler(new SyntaxErrors(source, problems));
        Script script = new TreeToAst(source, problems).script(parser.script());
        boolean waiting = tokens.size() > 2
                && WAITING.contains(tokens.get(tokens.size() - 3).getType());
        return new Parsed(script, problems.list(), layout.open() || waiting);
    }

    /** What the lexer sees, comments and line breaks included. */
    static List<? extends Token> words(Source source) {
        AssayLexer lexer = new AssayLexer(new Characters(source));
        lexer.removeErrorListeners();
        return lexer.getAllTokens();
    }
}
