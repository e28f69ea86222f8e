package assay.report;

import java.util.List;
import java.util.Map;

/**
 * The script line by line, and below each line what it gave.
 *
 * @param anchors of the results, by name
 */
record ScriptView(RunRecord run, Lines lines, Map<String, String> anchors) {
    private static final int MOST_REMARKS = 4;
    private static final int MOST_LINES = 20_000;
    private static final double WORTH_TELLING = 0.1;

    String html() {
        if (run.script().isEmpty()) return "<p class=\"quiet\">The script is not there.</p>" + bare();
        StringBuilder out = new StringBuilder("<div class=\"script\" role=\"list\">");
        List<String> text = run.script().get().lines().limit(MOST_LINES).toList();
        for (int n = 1; n <= text.size(); n++) out.append(line(n, code(text.get(n - 1))));
        return out.append("</div>").toString();
    }

    private String bare() {
        StringBuilder out = new StringBuilder("<div class=\"script\" role=\"list\">");
        for (int n = 1; n <= Math.min(MOST_LINES, lines.last()); n++) {
            if (!lines.of(n).isEmpty()) out.append(line(n, "<span class=\"comment\">…</span>"));
        }
        return out.append("</div>").toString();
    }

    private String line(int n, String code) {
        StringBuilder out = new StringBuilder();
        out.append("<div class=\"line\" role=\"listitem\" id=\"L%d\"><span class=\"n\">%d</span><code>%s</code>"
                .formatted(n, n, code));
        List<Lines.Remark> remarks =
                lines.of(n).stream().filter(ScriptView::tells).toList();
        remarks.stream().limit(MOST_REMARKS).forEach(remark -> out.append(remark(remark)));
        int more = remarks.size() - MOST_REMARKS;
        if (more > 0) out.append("<div class=\"remark quiet\">and %d more</div>".formatted(more));
        return out.append("</div>\n").toString();
    }

    private static boolean tells(Lines.Remark remark) {
        return remark.held().isPresent()
                || remark.result().isPresent()
                || !remark.summary().isEmpty();
    }

    private String remark(Lines.Remark remark) {
        StringBuilder out = new StringBuilder();
        remark.held()
                .ifPresent(held -> out.append(held ? "<b class=\"yes\">held</b> " : "<b class=\"no\">failed</b> "));
        remark.result()
                .ifPresent(name -> out.append(
                        "<a href=\"#%s\">%s</a> ".formatted(anchors.getOrDefault(name, "results"), Html.text(name))));
        out.append("<span>").append(Html.text(remark.summary())).append("</span>");
        if (remark.seconds() >= WORTH_TELLING) {
            out.append(" <span class=\"time\">%s s</span>".formatted(Math.round(remark.seconds() * 10) / 10.0));
        }
        return "<div class=\"remark\">" + out + "</div>";
    }

    /** A line of the script with its comment and strings marked; a guess that never changes a character. */
    private static String code(String line) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '#') {
                return out.append(Html.text(line.substring(from, at)))
                        .append(span("comment", line.substring(at)))
                        .toString();
            }
            if (c != '"') {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < line.length() && line.charAt(end) != '"') end += line.charAt(end) == '\\' ? 2 : 1;
            end = Math.min(line.length(), end + 1);
            out.append(Html.text(line.substring(from, at))).append(span("string", line.substring(at, end)));
            from = end;
            at = end;
        }
        return out.append(Html.text(line.substring(from))).toString();
    }

    private static String span(String style, String text) {
        return "<span class=\"" + style + "\">" + Html.text(text) + "</span>";
    }
}
