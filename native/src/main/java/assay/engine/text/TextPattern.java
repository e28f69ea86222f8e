package assay.engine.text;

import assay.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A literal or regular expression of tokenizer.json, with a bound on the work it may do on one text. */
record TextPattern(Pattern pattern, int weight, String place) {
    private static final int STEPS_PER_CHARACTER = 300;

    /** A stretch of text; a list of them covers the whole text. */
    record Span(int from, int to, boolean match) {}

    /** From {@code {"String": ...}} or {@code {"Regex": ...}}. */
    static TextPattern read(Json json) {
        if (json.get("String").isPresent()) {
            String literal = json.require("String").text();
            if (literal.isEmpty()) {
                throw new EngineException(json.place() + " must not be empty.");
            }
            return new TextPattern(Pattern.compile(literal, Pattern.LITERAL), 1, json.place());
        }
        if (json.get("Regex").isPresent()) {
            return regex(json.require("Regex").text(), json.place());
        }
        throw json.unsupported("pattern", "String and Regex");
    }

    static TextPattern regex(String source, String place) {
        UnicodeRegex.Compiled compiled = UnicodeRegex.compile(source, place);
        return new TextPattern(compiled.pattern(), compiled.weight(), place);
    }

    List<Span> find(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(new Metered(text));
        int done = 0;
        while (find(matcher)) {
            if (done < matcher.start()) {
                spans.add(new Span(done, matcher.start(), false));
            }
            spans.add(new Span(matcher.start(), matcher.end(), true));
            done = matcher.end();
        }
        if (done < text.length()) {
            spans.add(new Span(done, text.length(), false));
        }
        return spans;
    }

    String replace(String text, String content) {
        StringBuilder out = new StringBuilder();
        for (Span span : find(text)) {
            if (span.match()) {
                out.append(content);
            } else {
                out.append(text, span.from(), span.to());
            }
        }
        return out.toString();
    }

    private boolean find(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            throw new EngineException(place + " recurses too deeply on this text.", e);
        }
    }

    /** Counts what the matcher reads: backtracking without end becomes an error. */
    private final class Metered implements CharSequence {
        private final String text;
        private long left;

        Metered(String text) {
            this.text = text;
            left = (1000 + (long) STEPS_PER_CHARACTER * text.length()) / weight;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) {
                throw new EngineException(place + " backtracks too much on this text.");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
