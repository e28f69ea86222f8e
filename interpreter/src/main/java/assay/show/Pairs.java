package assay.show;

import java.util.List;
import java.util.Map;

/** Names and values, aligned. */
final class Pairs {
    private Pairs() {}

    static List<Line> lines(Map<String, Line> values, int width) {
        int widest = values.keySet().stream()
                .mapToInt(name -> Glyphs.width(Glyphs.visible(name)))
                .max()
                .orElse(0);
        int names = Math.min(widest, width / 2);
        return values.entrySet().stream()
                .map(entry -> Line.of(entry.getKey(), Ink.FAINT)
                        .cut(names)
                        .padRight(names)
                        .then("  ")
                        .then(entry.getValue())
                        .cut(width))
                .toList();
    }
}
