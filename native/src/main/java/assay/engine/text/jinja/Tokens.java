package assay.engine.text.jinja;

import assay.engine.text.TemplateException;
import assay.engine.text.jinja.Token.Kind;
import java.util.List;

/** The tokens of a template, read from left to right. */
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean skip(String operator) {
        return skip(Kind.OPERATOR, operator);
    }

    boolean skipName(String name) {
        return skip(Kind.NAME, name);
    }

    private boolean skip(Kind kind, String text) {
        boolean found = current().is(kind, text);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw expected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw expected("'" + name + "'");
        }
    }

    void expect(Kind kind, String shown) {
        if (current().kind() != kind) {
            throw expected(shown);
        }
        next();
    }

    String name() {
        if (current().kind() != Kind.NAME) {
            throw expected("a name");
        }
        return (String) next().value();
    }

    TemplateException expected(String what) {
        return error("expected " + what + " but found " + current().shown() + ".");
    }

    TemplateException error(String message) {
        return new TemplateException(message, current().line());
    }
}
