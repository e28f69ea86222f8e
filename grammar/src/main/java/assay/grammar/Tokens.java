package assay.grammar;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** What the passes between lexer and parser do to tokens. */
final class Tokens {
    private Tokens() {}

    static Span span(Token token) {
        return new Span(token.getStartIndex(), Math.max(token.getStartIndex(), token.getStopIndex() + 1));
    }

    /** The same stretch of text as a token of another type. */
    static Token as(Token token, int type) {
        return as(token, type, token.getStartIndex(), token.getStopIndex() + 1);
    }

    static Token as(Token token, int type, int start, int end) {
        CommonToken copy = new CommonToken(token);
        copy.setType(type);
        copy.setStartIndex(start);
        copy.setStopIndex(end - 1);
        return copy;
    }

    /** A token that is not in the text, at the end of one that is. */
    static Token after(Token token, int type) {
        return as(token, type, token.getStopIndex() + 1, token.getStopIndex() + 1);
    }

    /** A token that is not in the text, just before one that is. */
    static Token before(Token token, int type) {
        return as(token, type, token.getStartIndex(), token.getStartIndex());
    }

    /** Nothing, not even a blank, stands between the two. */
    static boolean touch(Token left, Token right) {
        return left.getStopIndex() + 1 == right.getStartIndex();
    }
}
