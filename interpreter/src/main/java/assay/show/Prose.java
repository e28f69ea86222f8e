package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Running text broken into lines, at spaces where there are any. */
final class Prose {
    private Prose() {}

    /** Keeps the line breaks the text has; every other control character is spelled out. */
    static List<Line> lines(String text, int width, Ink ink) {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : text.split("\r?\n", -1)) lines.addAll(lines(Line.of(paragraph, ink), width));
        return lines;
    }

    private record Glyph(String text, Ink ink) {}

    /** One line as several. */
    static List<Line> lines(Line line, int width) {
        if (line.width() <= width) return List.of(line);
        List<Glyph> glyphs = new ArrayList<>();
        for (Line.Piece piece : line.pieces()) {
            for (String cluster : Glyphs.clusters(piece.text())) glyphs.add(new Glyph(cluster, piece.ink()));
        }
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < glyphs.size()) {
            int to = fitting(glyphs, from, width);
            lines.add(line(glyphs.subList(from, to)));
            from = to;
            while (from < glyphs.size() && glyphs.get(from).text().equals(" ")) from++;
        }
        return lines;
    }

    /** Where the next line ends: after whole words if possible, and after one character at least. */
    private static int fitting(List<Glyph> glyphs, int from, int width) {
        int used = 0;
        int space = -1;
        for (int i = from; i < glyphs.size(); i++) {
            String text = glyphs.get(i).text();
            used += Glyphs.width(text);
            if (text.equals(" ") && i > from) space = i;
            if (used > width) return space > from ? space : Math.max(i, from + 1);
        }
        return glyphs.size();
    }

    private static Line line(List<Glyph> glyphs) {
        Line line = Line.EMPTY;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < glyphs.size(); i++) {
            text.append(glyphs.get(i).text());
            if (i + 1 < glyphs.size()
                    && glyphs.get(i + 1).ink() == glyphs.get(i).ink()) continue;
            line = line.then(text.toString(), glyphs.get(i).ink());
            text.setLength(0);
        }
        return line;
    }
}
