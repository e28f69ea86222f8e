package assay.show;

import java.util.Locale;
import java.util.function.Function;

/** An SVG document in the making. Everything it needs is inside it; text enters only escaped. */
final class Svg {
    static final int WIDTH = 760;

    /** Of one column of text, roughly, at the size of labels. */
    static final double COLUMN = 6.7;

    private final StringBuilder body = new StringBuilder();
    private final int height;
    private final String title;
    private final String description;

    Svg(int height, String title, String description) {
        this.height = height;
        this.title = title;
        this.description = description;
    }

    Svg line(double x1, double y1, double x2, double y2, String style) {
        return add("<line class='%s' x1='%s' y1='%s' x2='%s' y2='%s'/>", style, at(x1), at(y1), at(x2), at(y2));
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    Svg text(double x, double y, String anchor, String style, String text) {
        return add(
                "<text class='%s' x='%s' y='%s' text-anchor='%s'>%s</text>",
                style, at(x), at(y), anchor, escaped(text));
    }

    /** Text that reads upwards. */
    Svg upwards(double x, double y, String style, String text) {
        return add(
                "<text class='%s' transform='translate(%s %s) rotate(-90)' text-anchor='middle'>%s</text>",
                style, at(x), at(y), escaped(text));
    }

    Svg path(String data, String style) {
        return add("<path class='%s' d='%s'/>", style, data);
    }

    /** A rectangle that says {@code hint} when pointed at. */
    Svg box(double x, double y, double width, double height, String style, String hint) {
        return add(
                "<rect class='%s' x='%s' y='%s' width='%s' height='%s'><title>%s</title></rect>",
                style, at(x), at(y), at(width), at(height), escaped(hint));
    }

    Svg fill(double x, double y, double width, double height, String color) {
        return add(
                "<rect fill='%s' x='%s' y='%s' width='%s' height='%s'/>", color, at(x), at(y), at(width), at(height));
    }

    private Svg add(String format, Object... parts) {
        body.append("  ").append(String.format(Locale.ROOT, format, parts)).append('\n');
        return this;
    }

    static String at(double coordinate) {
        String text = String.format(Locale.ROOT, "%.1f", coordinate);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return Glyphs.visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }

    String document() {
        return """
                <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img' \
                aria-labelledby='title desc'>
                  <title id='title'>%s</title>
                  <desc id='desc'>%s</desc>
                  <style>
                %s  </style>
                  <rect class='paper' width='100%%' height='100%%'/>
                %s</svg>
                """.formatted(WIDTH, height, WIDTH, height, escaped(title), escaped(description), styles(), body);
    }

    /** Plain rules that every reader of SVG knows; the dark scheme overrides the colours. */
    private static String styles() {
        return """
                    text { font: 12px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif }
                    .title { font-size: 15px; font-weight: 600 }
                    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
                    .mark { stroke-width: 2 }
                """
                + dashes()
                + colors("    ", "#ffffff", "#1c2126", "#5c6670", "#e3e7eb", style -> style.light)
                + "    @media (prefers-color-scheme: dark) {\n"
                + colors("      ", "#14181c", "#e8ecf0", "#a3adb7", "#2a3138", style -> style.dark)
                + "    }\n";
    }

    private static String dashes() {
        StringBuilder rules = new StringBuilder();
        for (SeriesStyle style : SeriesStyle.values()) {
            if (style.dashes.isEmpty()) continue;
            rules.append("    .curve.s%d { stroke-dasharray: %s }\n".formatted(style.ordinal(), style.dashes));
        }
        return rules.toString();
    }

    private static String colors(
            String indent, String paper, String ink, String soft, String rule, Function<SeriesStyle, String> series) {
        StringBuilder rules = new StringBuilder();
        rules.append("%s.paper, .mark { fill: %s }\n".formatted(indent, paper));
        rules.append("%stext { fill: %s } .title, .name { fill: %s }\n".formatted(indent, soft, ink));
        rules.append("%s.rule { stroke: %s } .axis { stroke: %s }\n".formatted(indent, rule, soft));
        for (SeriesStyle style : SeriesStyle.values()) {
            String color = series.apply(style);
            rules.append("%s.s%d { stroke: %s } .f%d { fill: %s }\n"
                    .formatted(indent, style.ordinal(), color, style.ordinal(), color));
        }
        return rules.toString();
    }
}
