package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Blocks of lines next to each other where there is room, otherwise below each other. */
final class Beside {
    private static final int GAP = 3;
    private static final int NARROWEST = 30;

    private Beside() {}

    /** How wide each of {@code blocks} may be. */
    static int width(int blocks, int width) {
        return fits(blocks, width) ? (width - GAP * (blocks - 1)) / Math.max(1, blocks) : width;
    }

    /** Whether there is room for that many. */
    static boolean fits(int blocks, int width) {
        return blocks > 0 && (width - GAP * (blocks - 1)) / blocks >= NARROWEST;
    }

    static List<Line> lines(List<List<Line>> blocks, int width) {
        List<Line> lines = new ArrayList<>();
        if (!fits(blocks.size(), width)) {
            for (List<Line> block : blocks) Blocks.add(lines, block);
            return lines;
        }
        int wide = width(blocks.size(), width);
        int rows = blocks.stream().mapToInt(List::size).max().orElse(0);
        for (int row = 0; row < rows; row++) {
            Line line = Line.EMPTY;
            for (int b = 0; b < blocks.size(); b++) {
                Line part = row < blocks.get(b).size() ? blocks.get(b).get(row) : Line.EMPTY;
                line = line.padRight(b * (wide + GAP)).then(part);
            }
            lines.add(line);
        }
        return lines;
    }
}
