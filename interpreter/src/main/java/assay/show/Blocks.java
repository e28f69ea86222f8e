package assay.show;

import java.util.List;

/** Parts of a view, with an empty line between them. */
final class Blocks {
    private Blocks() {}

    static void add(List<Line> lines, List<Line> block) {
        if (block.isEmpty()) return;
        if (!lines.isEmpty()) lines.add(Line.EMPTY);
        lines.addAll(block);
    }
}
