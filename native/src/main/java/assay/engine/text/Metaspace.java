package assay.engine.text;

import assay.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks spaces with a visible character, as SentencePiece does.
 *
 * @param split cut the text before each mark
 */
record Metaspace(String mark, Prepend prepend, boolean split) {

    /** Where a mark is put in front. */
    enum Prepend {
        ALWAYS,
        FIRST,
        NEVER
    }

    static Metaspace read(Json json) {
        String mark = json.get("replacement").map(Json::text).orElse("▁");
        if (mark.codePointCount(0, mark.length()) != 1) {
            throw new EngineException(json.place() + " replacement must be one character.");
        }
        boolean prefix = json.flag("add_prefix_space", true);
        String scheme = json.get("prepend_scheme").map(Json::text).orElse(prefix ? "always" : "never");
        Prepend prepend =
                switch (scheme) {
                    case "always" -> Prepend.ALWAYS;
                    case "first" -> Prepend.FIRST;
                    case "never" -> Prepend.NEVER;
                    default -> throw json.unsupported("prepend_scheme '" + scheme + "'", "always, first and never");
                };
        return new Metaspace(mark, prepend, json.flag("split", true));
    }

    List<Piece> split(Piece piece) {
        String text = piece.text().replace(" ", mark);
        boolean prefix =
                switch (prepend) {
                    case ALWAYS -> true;
                    case FIRST -> piece.first();
                    case NEVER -> false;
                };
        if (prefix && !text.startsWith(mark)) {
            text = mark + text;
        }
        Piece marked = new Piece(text, piece.first());
        if (!split) {
            return List.of(marked);
        }
        List<TextPattern.Span> spans = new ArrayList<>();
        int done = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, done)) {
            if (done < at) {
                spans.add(new TextPattern.Span(done, at, false));
            }
            done = at + mark.length();
            spans.add(new TextPattern.Span(at, done, true));
        }
        if (done < text.length()) {
            spans.add(new TextPattern.Span(done, text.length(), false));
        }
        return Behavior.MERGED_WITH_NEXT.split(marked, spans);
    }

    /** The text of the tokens of a sequence, each on its own. */
    List<String> decode(List<String> tokens) {
        List<String> texts = new ArrayList<>(tokens.size());
        for (String token : tokens) {
            String space = texts.isEmpty() && prepend != Prepend.NEVER ? "" : " ";
            texts.add(token.replace(mark, space));
        }
        return texts;
    }
}
