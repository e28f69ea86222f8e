package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Vocabulary;
import assay.lib.verb.Verbs;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PaintTest {
    private static final Paint PAINT = new Paint(new Vocabulary(Verbs.standard()));

    private static List<String> painted(String text) {
        return PAINT.of(text).stream()
                .map(s -> text.substring(s.span().start(), s.span().end()) + ":" + s.role())
                .toList();
    }

    @Test
    void wordsHaveTheColourOfTheirPlace() {
        assertThat(painted("let war = battle a vs b length 12 # who?"))
                .containsExactly(
                        "let:KEYWORD", "battle:VERB", "vs:CONNECTIVE", "length:SETTING", "12:NUMBER", "# who?:COMMENT");
        assertThat(painted("print length, \"length\"")).containsExactly("print:KEYWORD", "\"length\":TEXT");
        assertThat(painted("battle a.length vs b")).containsExactly("battle:VERB", "vs:CONNECTIVE");
        assertThat(painted("batle a vs b")).containsExactly("vs:CONNECTIVE");
        assertThat(painted("print 'x'")).containsExactly("print:KEYWORD", "'x':WRONG");
        assertThat(painted(":save x.exp")).containsExactly(":save:COMMAND");
    }

    @Property
    void anyTextCanBePainted(@ForAll String text) {
        for (Paint.Stretch stretch : PAINT.of(text)) {
            assertThat(stretch.span().end()).isBetween(stretch.span().start(), text.length());
        }
    }
}
