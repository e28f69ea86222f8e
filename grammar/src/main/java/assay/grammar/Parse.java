package assay.grammar;

import static assay.grammar.AssayLexer.*;

import assay.grammar.ast.Script;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/** From text to tree. */
public final class Parse {
    /** Longer texts, in {@code char}s, are refused unread. */
    public static final int LONGEST = 4 << 20;

    /** A text that ends in one of these waits for more. */
    static final Set<Integer> WAITING = Set.of(
            ASSIGN,
            ARROW,
            RANGE,
            COMMA,
            COLON,
            ABOUT,
            EQUAL,
            UNEQUAL,
            BELOW,
            ABOVE,
            AT_MOST,
            AT_LEAST,
            PLUS,
            MINUS,
            TIMES,
            DIVIDE,
            REMAINDER,
            AND,
            OR,
            NOT,
            IN,
            FOR,
            WHERE,
            BY,
            WITHIN,
            CONNECTIVE);

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
            return new Parsed(new Script(source, List.of()), problems.list(), false, false);
        }
        Layout.Result layout = layout(source, problems);
        List<Token> tokens = roles(source, layout, problems);
        AssayParser parser = new AssayParser(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        // Layout and Roles have settled whatever depends on context, so the weaker and faster mode is enough.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new SyntaxErrors(source, problems));
        Script script = new TreeToAst(source, problems).script(parser.script());
        boolean waiting = tokens.size() > 2
                && WAITING.contains(tokens.get(tokens.size() - 3).getType());
        return new Parsed(script, problems.list(), layout.open() || waiting, layout.open());
    }

    static Layout.Result layout(Source source, Problems problems) {
        return Layout.of(source, Habits.replace(words(source), source, problems), problems);
    }

    /** The tokens that the parser reads. */
    static List<Token> roles(Source source, Layout.Result layout, Problems problems) {
        return Roles.of(source, Repairs.of(source, layout.tokens(), problems), problems);
    }

    /** What the lexer sees, comments and line breaks included. */
    static List<? extends Token> words(Source source) {
        AssayLexer lexer = new AssayLexer(new Characters(source));
        lexer.removeErrorListeners();
        return lexer.getAllTokens();
    }
}
