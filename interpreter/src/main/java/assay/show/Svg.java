package assay.show;

import java.util.Locale;

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

    private static String styles() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        StringBuilder series = new StringBuilder();
        for (SeriesStyle style : SeriesStyle.values()) {
            String name = "s" + style.ordinal();
            light.append(" --").append(name).append(": ").append(style.light).append(';');
            dark.append(" --").append(name).append(": ").append(style.dark).append(';');
            series.append("    .%s { stroke: var(--%s); stroke-dasharray: %s } .f%s { fill: var(--%s) }\n"
                    .formatted(name, name, style.dashes.isEmpty() ? "none" : style.dashes, name, name));
        }
        return """
                    svg { --paper: #ffffff; --ink: #1c2126; --soft: #5c6670; --rule: #e3e7eb;%s }
                    @media (prefers-color-scheme: dark) { svg { --paper: #14181c; --ink: #e8ecf0; --soft: #a3adb7; \
                --rule: #2a3138;%s } }
                    text { font: 12px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--soft) }
                    .title { font-size: 15px; font-weight: 600; fill: var(--ink) }
                    .name { fill: var(--ink) }
                    .paper { fill: var(--paper) }
                    .rule { stroke: var(--rule) }
                    .axis { stroke: var(--soft) }
                    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
                    .mark { stroke-dasharray: none; stroke-width: 2; fill: var(--paper) }
                """.formatted(light, dark) + series;
    }
}
