package assay.grammar;

import static assay.grammar.AssayLexer.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The tokens of a text for highlighting and completion, in order, comments among them; reads any text whatever. */
public final class Lexemes {
    private Lexemes() {}

    public static List<Lexeme> of(Source source) {
        if (source.text().length() > Parse.LONGEST) return List.of();
        Problems unread = new Problems();
        List<Lexeme> lexemes = new ArrayList<>();
        for (Token token : Parse.words(source)) if (token.getType() == COMMENT) lexemes.add(lexeme(source, token));
        for (Token token : Parse.roles(source, Parse.layout(source, unread), unread))
            if (token.getType() != Token.EOF) lexemes.add(lexeme(source, token));
        lexemes.sort(Comparator.comparingInt(lexeme -> lexeme.span().start()));
        return lexemes;
    }

    private static Lexeme lexeme(Source source, Token token) {
        Span span = Tokens.span(token);
        String text = source.text().substring(span.start(), span.end());
        return new Lexeme(kind(token.getType(), text), text, span);
    }

    private static Lexeme.Kind kind(int type, String text) {
        return switch (type) {
            case SEED, ENGINE, PARAM, MODEL, USE, LET, PRINT, SHOW, PLOT, SAVE, EXPECT -> Lexeme.Kind.KEYWORD;
            case HYPOTHESIS, PREDICT, FALSIFIED, LOOP, REPEAT, IF, ELSE, DEFINE, RETURN, IMPORT -> Lexeme.Kind.KEYWORD;
            case SORT, GROUP, DOWN, AND, OR, NOT, IN, FOR, WHERE -> Lexeme.Kind.OPERATOR;
            case VERB -> Lexeme.Kind.VERB;
            case CONNECTIVE, BY, WITHIN -> Lexeme.Kind.CONNECTIVE;
            case NAME -> Lexeme.Kind.NAME;
            case NUMBER -> Lexeme.Kind.NUMBER;
            case TEXT, BLOCK_TEXT -> Lexeme.Kind.TEXT;
            case MISSING -> text.startsWith("\"") ? Lexeme.Kind.OPEN_TEXT : Lexeme.Kind.WRONG;
            case YES, NO, NONE -> Lexeme.Kind.LITERAL;
            case BLOCK_OPEN -> Lexeme.Kind.BLOCK_OPEN;
            case BLOCK_CLOSE -> Lexeme.Kind.BLOCK_CLOSE;
            case CALL_OPEN -> Lexeme.Kind.CALL_OPEN;
            case INDEX_OPEN -> Lexeme.Kind.INDEX_OPEN;
            case ROUND_OPEN, SQUARE_OPEN, CURLY_OPEN -> Lexeme.Kind.OPEN;
            case ROUND_CLOSE, SQUARE_CLOSE, CURLY_CLOSE -> Lexeme.Kind.CLOSE;
            case COMMENT -> Lexeme.Kind.COMMENT;
            case END -> Lexeme.Kind.END;
            case ASSIGN, ARROW, RANGE, DOT, COMMA, COLON, ABOUT, EQUAL, UNEQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE ->
                Lexeme.Kind.SIGN;
            case PLUS, MINUS, SIGN, TIMES, DIVIDE, REMAINDER -> Lexeme.Kind.SIGN;
            default -> Lexeme.Kind.WRONG;
        };
    }
}
