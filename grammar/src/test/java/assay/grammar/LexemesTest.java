package assay.grammar;

import static assay.grammar.Lexeme.Kind.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LexemesTest {
    private static List<Lexeme.Kind> kinds(String text) {
        return Lexemes.of(new Source("test", text)).stream().map(Lexeme::kind).toList();
    }

    @Test
    void aWordIsWhatItsPlaceMakesOfIt() {
        assertThat(kinds("seed 1")).containsExactly(KEYWORD, NUMBER, END);
        assertThat(kinds("print seed")).containsExactly(KEYWORD, NAME, END);
        assertThat(kinds("battle a vs b")).containsExactly(VERB, NAME, CONNECTIVE, NAME, END);
        assertThat(kinds("x.model")).containsExactly(NAME, SIGN, NAME, END);
    }

    @Test
    void bracketsAreKnownByWhatTheyDo() {
        assertThat(kinds("if f(x)[0] { } # done"))
                .containsExactly(
                        KEYWORD,
                        NAME,
                        CALL_OPEN,
                        NAME,
                        CLOSE,
                        INDEX_OPEN,
                        NUMBER,
                        CLOSE,
                        BLOCK_OPEN,
                        BLOCK_CLOSE,
                        END,
                        COMMENT);
        assertThat(kinds("let r = {a: [1]}"))
                .containsExactly(KEYWORD, NAME, SIGN, OPEN, NAME, SIGN, OPEN, NUMBER, CLOSE, CLOSE, END);
    }

    @Test
    void aTextThatIsNotClosedIsKnown() {
        assertThat(kinds("ask \"Grass")).containsExactly(VERB, OPEN_TEXT, END);
        assertThat(kinds("ask \"Grass\"")).containsExactly(VERB, TEXT, END);
        assertThat(kinds("ask \"\"\"Grass")).containsExactly(VERB, OPEN_TEXT, END);
        assertThat(kinds("ask 'Grass'")).containsExactly(VERB, WRONG, END);
    }

    @Property
    void anyTextHasLexemesInOrder(@ForAll String text) {
        int at = 0;
        for (Lexeme lexeme : Lexemes.of(new Source("test", text))) {
            assertThat(lexeme.span().start()).isGreaterThanOrEqualTo(at);
            at = lexeme.span().start();
        }
    }
}
