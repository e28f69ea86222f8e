package assay.engine.text;

import assay.engine.text.TextPattern.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** How a text is cut into the pieces within which tokens may form. */
sealed interface PreTokenizer {
    String SUPPORTED = "Split, ByteLevel, Digits, Metaspace, Whitespace, WhitespaceSplit, Punctuation and Sequence";

    List<Piece> apply(Piece piece);

    record Split(TextPattern pattern, Behavior behavior, boolean invert) implements PreTokenizer {
        @Override
        public List<Piece> apply(Piece piece) {
            List<Span> spans = pattern.find(piece.text());
            if (invert) {
                spans = spans.stream()
                        .map(span -> new Span(span.from(), span.to(), !span.match()))
                        .toList();
            }
            return behavior.split(piece, spans);
        }
    }

    /** Splits around characters of a kind, each of them a match. */
    record Characters(IntPredicate kind, Behavior behavior) implements PreTokenizer {
        @Override
        public List<Piece> apply(Piece piece) {
            List<Span> spans = new ArrayList<>();
            String text = piece.text();
            int done = 0;
            for (int at = 0, end; at < text.length(); at = end) {
                end = text.offsetByCodePoints(at, 1);
                if (kind.test(text.codePointAt(at))) {
                    if (done < at) {
                        spans.add(new Span(done, at, false));
                    }
                    spans.add(new Span(at, end, true));
                    done = end;
                }
            }
            if (done < text.length()) {
                spans.add(new Span(done, text.length(), false));
            }
            return behavior.split(piece, spans);
        }
    }

    /** Spells the bytes in the byte alphabet, after GPT-2's split if it is asked for. */
    record ByteLevel(boolean addPrefixSpace, boolean useRegex) implements PreTokenizer {
        private static final TextPattern GPT2 = TextPattern.regex(
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                "the pattern of the pre-tokenizer ByteLevel");

        @Override
        public List<Piece> apply(Piece piece) {
            boolean prefix = addPrefixSpace && !piece.text().startsWith(" ");
            Piece whole = prefix ? new Piece(" " + piece.text(), piece.first()) : piece;
            List<Piece> pieces = useRegex ? Behavior.ISOLATED.split(whole, GPT2.find(whole.text())) : List.of(whole);
            return pieces.stream()
                    .map(p -> new Piece(ByteAlphabet.spell(p.text()), p.first()))
                    .toList();
        }
    }

    record SpaceMarks(Metaspace marks) implements PreTokenizer {
        @Override
        public List<Piece> apply(Piece piece) {
            return marks.split(piece);
        }
    }

    record Sequence(List<PreTokenizer> steps) implements PreTokenizer {
        @Override
        public List<Piece> apply(Piece piece) {
            List<Piece> pieces = List.of(piece);
            for (PreTokenizer step : steps) {
                pieces = pieces.stream().flatMap(p -> step.apply(p).stream()).toList();
            }
            return pieces;
        }
    }

    static PreTokenizer read(Json json) {
        String type = json.require("type").text();
        return switch (type) {
            case "Split" ->
                new Split(
                        TextPattern.read(json.require("pattern")),
                        Behavior.read(json.require("behavior")),
                        json.flag("invert", false));
            case "ByteLevel" -> new ByteLevel(json.flag("add_prefix_space", true), json.flag("use_regex", true));
            case "Digits" ->
                new Characters(
                        PreTokenizer::isNumeric,
                        json.flag("individual_digits", false) ? Behavior.ISOLATED : Behavior.CONTIGUOUS);
            case "Metaspace" -> new SpaceMarks(Metaspace.read(json));
            case "Whitespace" ->
                new Split(
                        TextPattern.regex(
                                "[\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}\\x{200C}\\x{200D}]+|"
                                        + "[^\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}\\x{200C}\\x{200D}\\s]+",
                                json.place()),
                        Behavior.REMOVED,
                        true);
            case "WhitespaceSplit" -> new Characters(Spaces::is, Behavior.REMOVED);
            case "Punctuation" ->
                new Characters(
                        PreTokenizer::isPunctuation,
                        json.get("behavior").map(Behavior::read).orElse(Behavior.ISOLATED));
            case "Sequence" ->
                new Sequence(json.require("pretokenizers").list().stream()
                        .map(PreTokenizer::read)
                        .toList());
            default -> throw json.unsupported("pre-tokenizer '" + type + "'", SUPPORTED);
        };
    }

    private static boolean isNumeric(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> "$+<=>^`|~".indexOf(c) >= 0;
        };
    }
}
