package assay.repl;

import assay.check.Vocabulary;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.grammar.Lexemes;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.lib.verb.Setting;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which stretches of an entry are painted as what.
 *
 * @param vocabulary tells verbs and their settings from other words
 */
record Paint(Vocabulary vocabulary) {
    /** What a stretch is to the eye. */
    enum Role {
        COMMAND,
        KEYWORD,
        VERB,
        CONNECTIVE,
        SETTING,
        NUMBER,
        TEXT,
        COMMENT,
        WRONG
    }

    record Stretch(Span span, Role role) {}

    /** In order; what is in no stretch stays as it is. */
    List<Stretch> of(String text) {
        if (Input.isCommand(text)) return List.of(new Stretch(new Span(0, commandEnd(text)), Role.COMMAND));
        List<Stretch> stretches = new ArrayList<>();
        Optional<VerbSpec> verb = Optional.empty();
        boolean point = false;
        for (Lexeme lexeme : Lexemes.of(new Source("", text))) {
            if (lexeme.is(Kind.VERB)) verb = vocabulary.verb(lexeme.text());
            if (lexeme.is(Kind.END)) verb = Optional.empty();
            boolean field = point;
            Optional<VerbSpec> phrase = verb;
            role(lexeme, phrase, field)
                    .filter(role -> !lexeme.text().isEmpty())
                    .ifPresent(role -> stretches.add(new Stretch(lexeme.span(), role)));
            point = lexeme.is(Kind.SIGN, ".");
        }
        return stretches;
    }

    private Optional<Role> role(Lexeme lexeme, Optional<VerbSpec> verb, boolean field) {
        return switch (lexeme.kind()) {
            case KEYWORD, OPERATOR -> Optional.of(Role.KEYWORD);
            case VERB -> verb.map(known -> Role.VERB);
            case CONNECTIVE -> Optional.of(Role.CONNECTIVE);
            case NAME -> {
                if (!field && verb.filter(spec -> takes(spec, lexeme.text())).isPresent())
                    yield Optional.of(Role.SETTING);
                yield Optional.empty();
            }
            case NUMBER, LITERAL -> Optional.of(Role.NUMBER);
            case TEXT, OPEN_TEXT -> Optional.of(Role.TEXT);
            case COMMENT -> Optional.of(Role.COMMENT);
            case WRONG -> Optional.of(Role.WRONG);
            case SIGN, BLOCK_OPEN, BLOCK_CLOSE, CALL_OPEN, INDEX_OPEN, OPEN, CLOSE, END -> Optional.empty();
        };
    }

    private static boolean takes(VerbSpec spec, String word) {
        return spec.settings().stream().map(Setting::name).anyMatch(word::equals);
    }

    private static int commandEnd(String text) {
        int at = text.indexOf(':') + 1;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) at++;
        return at;
    }
}
