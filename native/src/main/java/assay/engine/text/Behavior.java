package assay.engine.text;

import assay.engine.text.TextPattern.Span;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the matches when a text is split. */
enum Behavior {
    ISOLATED("Isolated"),
    REMOVED("Removed"),
    CONTIGUOUS("Contiguous"),
    MERGED_WITH_PREVIOUS("MergedWithPrevious"),
    MERGED_WITH_NEXT("MergedWithNext");

    private final String written;

    Behavior(String written) {
        this.written = written;
    }

    static Behavior read(Json json) {
        for (Behavior behavior : values()) {
            if (behavior.written.equals(json.text())) {
                return behavior;
            }
        }
        throw json.unsupported(
                "behavior '" + json.text() + "'",
                "Isolated, Removed, Contiguous, MergedWithPrevious and MergedWithNext");
    }

    /** The pieces of a text that these spans cover. */
    List<Piece> split(Piece piece, List<Span> spans) {
        List<Piece> pieces = new ArrayList<>(spans.size());
        for (Span span : arrange(spans)) {
            if (span.from() < span.to()) {
                pieces.add(
                        new Piece(piece.text().substring(span.from(), span.to()), piece.first() && span.from() == 0));
            }
        }
        return pieces;
    }

    private List<Span> arrange(List<Span> spans) {
        return switch (this) {
            case ISOLATED -> spans;
            case REMOVED -> spans.stream().filter(span -> !span.match()).toList();
            case CONTIGUOUS -> join(spans, (last, span) -> last.match() == span.match());
            // Only the first of several matches in a row joins the text before it.
            case MERGED_WITH_PREVIOUS -> join(spans, (last, span) -> !last.match() && span.match());
            case MERGED_WITH_NEXT ->
                join(spans.reversed(), (last, span) -> !last.match() && span.match())
                        .reversed();
        };
    }

    private interface Joins {
        boolean test(Span last, Span span);
    }

    private static List<Span> join(List<Span> spans, Joins joins) {
        List<Span> joined = new ArrayList<>(spans.size());
        Span last = null;
        for (Span span : spans) {
            if (last != null && joins.test(last, span)) {
                Span open = joined.removeLast();
                joined.add(new Span(Math.min(open.from(), span.from()), Math.max(open.to(), span.to()), span.match()));
            } else {
                joined.add(span);
            }
            last = span;
        }
        return joined;
    }
}
