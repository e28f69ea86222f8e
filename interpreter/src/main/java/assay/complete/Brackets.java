package assay.complete;

import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds what belongs together in a list of tokens. */
final class Brackets {
    private Brackets() {}

    /** The index behind the token at {@code i}, or behind the bracket that it opens. */
    static int end(List<Lexeme> tokens, int i) {
        int depth = 0;
        for (int at = i; at < tokens.size(); at++) {
            if (opens(tokens.get(at))) depth++;
            if (closes(tokens.get(at))) depth--;
            if (depth <= 0) return at + 1;
        }
        return tokens.size();
    }

    /** The index of the token at {@code i}, or of the bracket that it closes. */
    static int start(List<Lexeme> tokens, int i) {
        int depth = 0;
        for (int at = i; at >= 0; at--) {
            if (closes(tokens.get(at))) depth++;
            if (opens(tokens.get(at))) depth--;
            if (depth <= 0) return at;
        }
        return 0;
    }

    /** The index of the innermost bracket that is open at the end, or of the end of the statement before; -1 if neither. */
    static int enclosing(List<Lexeme> tokens) {
        int depth = 0;
        for (int at = tokens.size() - 1; at >= 0; at--) {
            Lexeme token = tokens.get(at);
            if (depth == 0 && token.is(Kind.END)) return at;
            if (closes(token)) depth++;
            if (opens(token) && depth-- == 0) return at;
        }
        return -1;
    }

    /** The tokens that come before the end of the statement, or before the bracket that closes one open already. */
    static List<Lexeme> ahead(List<Lexeme> tokens) {
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).is(Kind.END) && !closes(tokens.get(at))) at = end(tokens, at);
        return tokens.subList(0, at);
    }

    /** The tokens between commas that stand in no bracket of their own; the last may be none. */
    static List<List<Lexeme>> arguments(List<Lexeme> tokens) {
        List<List<Lexeme>> arguments = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < tokens.size(); at = end(tokens, at)) {
            if (!tokens.get(at).is(Kind.SIGN, ",")) continue;
            arguments.add(tokens.subList(start, at));
            start = at + 1;
        }
        arguments.add(tokens.subList(start, tokens.size()));
        return arguments;
    }

    static boolean opens(Lexeme token) {
        return switch (token.kind()) {
            case OPEN, CALL_OPEN, INDEX_OPEN, BLOCK_OPEN -> true;
            default -> false;
        };
    }

    static boolean closes(Lexeme token) {
        return token.is(Kind.CLOSE) || token.is(Kind.BLOCK_CLOSE);
    }
}
