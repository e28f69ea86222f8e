package assay.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/** A text as the lexer reads it: by code points, at offsets that count {@code char}s as {@link Span} does. */
final class Characters implements CharStream {
    private final Source source;
    private final String text;
    private int index;

    Characters(Source source) {
        this.source = source;
        this.text = source.text();
    }

    @Override
    public int LA(int distance) {
        int at = index;
        if (distance < 0) {
            for (int i = distance; i < 0; i++) {
                if (at == 0) return EOF;
                at -= Character.charCount(text.codePointBefore(at));
            }
        } else {
            for (int i = 1; i < distance && at < text.length(); i++) at += Character.charCount(text.codePointAt(at));
        }
        return at < text.length() ? text.codePointAt(at) : EOF;
    }

    @Override
    public void consume() {
        if (index == text.length()) throw new IllegalStateException("cannot consume EOF");
        index += Character.charCount(text.codePointAt(index));
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void seek(int target) {
        index = Math.min(target, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getText(Interval interval) {
        int end = Math.min(interval.b + 1, text.length());
        return interval.a >= end ? "" : text.substring(interval.a, end);
    }

    @Override
    public String getSourceName() {
        return source.name();
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}
}
