package assay.show;

import java.util.List;
import java.util.stream.IntStream;

/** Characters that hold two by four dots each; x grows to the right, y upwards, both in dots. */
final class Canvas {
    private static final int BRAILLE = 0x2800;
    private static final int[][] DOTS = {{0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}};

    private final int columns;
    private final int rows;
    private final int[] dots;
    private final char[] marks;
    private final Ink[] inks;

    Canvas(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.dots = new int[columns * rows];
        this.marks = new char[columns * rows];
        this.inks = new Ink[columns * rows];
    }

    int width() {
        return columns * 2;
    }

    int height() {
        return rows * 4;
    }

    void dot(int x, int y, Ink ink) {
        int cell = cell(x, y);
        dots[cell] |= DOTS[x % 2][y % 4];
        if (marks[cell] == 0) inks[cell] = ink;
    }

    /** A character over the dots. */
    void mark(int x, int y, char mark, Ink ink) {
        int cell = cell(x, y);
        marks[cell] = mark;
        inks[cell] = ink;
    }

    void line(int x0, int y0, int x1, int y1, Ink ink) {
        int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
        for (int i = 0; i <= steps; i++) {
            double t = (double) i / steps;
            dot((int) Math.round(x0 + t * (x1 - x0)), (int) Math.round(y0 + t * (y1 - y0)), ink);
        }
    }

    private int cell(int x, int y) {
        return (rows - 1 - y / 4) * columns + x / 2;
    }

    /** From top to bottom. */
    List<Line> lines() {
        return IntStream.range(0, rows).mapToObj(this::line).toList();
    }

    private Line line(int row) {
        Line line = Line.EMPTY;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            if (marks[i] != 0) line = line.then(String.valueOf(marks[i]), inks[i]);
            else if (dots[i] != 0) line = line.then(String.valueOf((char) (BRAILLE + dots[i])), inks[i]);
            else line = line.then(" ");
        }
        return line;
    }
}
