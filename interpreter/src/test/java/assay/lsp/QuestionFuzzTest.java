package assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import assay.ChangedScripts;
import assay.grammar.Span;
import assay.lib.verb.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;

/** Whatever a script looks like, every question about any place of it has an answer that lies within it. */
class QuestionFuzzTest {
    private static final Path CHECKED = Path.of("src/test/resources/check");

    @Test
    void answersAtAnyPlaceOfAnyScript() {
        ChangedScripts scripts = ChangedScripts.of(CHECKED);
        String uri = CHECKED.resolve("fuzz.exp").toUri().toString();
        for (int i = 0; i < ChangedScripts.tries(); i++) {
            Random random = new Random(i);
            String text = i % 2 == 0 ? scripts.mixed(random) : scripts.slip(random);
            int offset = random.nextInt(text.length() + 1);
            try {
                ask(Document.of(uri, text), offset);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "try " + i + ":\n" + text.substring(0, offset) + "<|>" + text.substring(offset), e);
            }
        }
    }

    private static void ask(Document document, int offset) {
        Places places = document.places();
        assertThat(places.offset(places.position(offset))).isLessThanOrEqualTo(offset);
        Proposals.at(document, offset)
                .forEach(item -> inside(document, item.getTextEdit().getLeft().getRange()));
        new Explanation(document, Pieces.of(document.program()), offset).text();
        new Outline(places)
                .of(document.program().script().statements())
                .forEach(symbol -> inside(document, symbol.getRange()));
        Findings findings = new Findings(document);
        findings.diagnostics().forEach(diagnostic -> inside(document, diagnostic.getRange()));
        findings.corrections(places.whole());
        Occurrences occurrences = new Occurrences(document);
        occurrences.definition(offset);
        List<Span> read = occurrences.references(offset, false);
        read.forEach(span -> inside(document, places.range(span)));
        try {
            assertThat(occurrences.rename(offset, "renamed-here")).hasSizeGreaterThanOrEqualTo(read.size());
        } catch (Failure noName) {
            assertThat(noName.getMessage()).isNotBlank();
        }
    }

    private static void inside(Document document, Range range) {
        Places places = document.places();
        int from = places.offset(range.getStart());
        int to = places.offset(range.getEnd());
        assertThat(from).isBetween(0, to);
        assertThat(to).isLessThanOrEqualTo(document.text().length());
        assertThat(places.position(from)).isEqualTo(range.getStart());
        assertThat(places.position(to)).isEqualTo(range.getEnd());
    }
}
