package assay.show;

import java.io.PrintStream;
import java.util.List;

/** The lines at the end of a terminal that are drawn over and over. */
final class LiveArea {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final PrintStream out;
    private List<Integer> widths = List.of();
    private int columns;

    LiveArea(PrintStream out) {
        this.out = out;
    }

    void draw(List<Line> lines, Screen.Size size, boolean color) {
        StringBuilder frame = new StringBuilder();
        if (widths.isEmpty()) frame.append(HIDE_CURSOR);
        columns = size.width();
        frame.append(home());
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) frame.append("\r\n");
            frame.append(lines.get(i).render(color)).append(REST_OF_LINE);
        }
        frame.append(REST_OF_SCREEN);
        widths = lines.stream().map(line -> line.extent(color)).toList();
        write(frame.toString());
    }

    void erase() {
        if (widths.isEmpty()) return;
        write(home() + REST_OF_SCREEN + SHOW_CURSOR);
        widths = List.of();
    }

    /** Back to the area's first column; lines of a terminal that has become narrower were wrapped by it. */
    private String home() {
        int rows = widths.stream()
                .mapToInt(width -> Math.max(1, Math.ceilDiv(width, columns)))
                .sum();
        return rows > 1 ? "\r\u001b[" + (rows - 1) + "A" : "\r";
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
