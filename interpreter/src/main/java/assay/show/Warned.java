package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Sentences that the reader should not miss. */
final class Warned {
    private Warned() {}

    static List<Line> lines(List<String> warnings, int width) {
        List<Line> lines = new ArrayList<>();
        for (String warning : warnings) {
            List<Line> wrapped = Prose.lines(warning, width - 2, Ink.PLAIN);
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add(Line.of(i == 0 ? "! " : "  ", Ink.WARNING).then(wrapped.get(i)));
            }
        }
        return lines;
    }
}
