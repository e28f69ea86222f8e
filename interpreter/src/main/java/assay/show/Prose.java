package assay.show;

import java.util.ArrayList;
import java.util.List;

/** Running text broken into lines, at spaces where there are any. */
final class Prose {
    private Prose() {}

    /** Keeps the line breaks the text has; every other control character is spelled out. */
    static List<Line> lines(String text, int width, Ink ink) {
        List<Line> lines = new ArrayList<>();
        for (String paragraph : text.split("\r?\n", -1)) wrap(Glyphs.visible(paragraph), width, ink, lines);
        return lines;
    }

    private static void wrap(String visible, int width, Ink ink, List<Line> lines) {
        String rest = visible;
        while (Glyphs.width(rest) > width) {
            String fits = Glyphs.clip(rest, width);
            if (fits.isEmpty()) fits = Glyphs.clusters(rest).getFirst();
            int space = rest.charAt(fits.length()) == ' ' ? fits.length() : fits.lastIndexOf(' ');
            String line = space > 0 ? rest.substring(0, space) : fits;
            lines.add(Line.of(line, ink));
            rest = rest.substring(line.length()).stripLeading();
        }
        lines.add(Line.of(rest, ink));
    }
}
