package assay.engine.text;

/**
 * Turns the bytes of tokens into text as they come: a character is held back until its last byte is there.
 *
 * <p>Each maximal malformed part becomes one U+FFFD, as on the web; Java's own decoder makes one of a whole surrogate.
 */
public final class Utf8Stream {
    private int missing;
    private int character;
    /** The bounds of the byte that must come next. */
    private int low = 0x80;

    private int high = 0xbf;

    /** The text of all bytes at once. */
    public static String decode(byte[] bytes) {
        Utf8Stream stream = new Utf8Stream();
        return stream.feed(bytes) + stream.finish();
    }

    /** The text these bytes complete, possibly none. */
    public String feed(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        for (byte signed : bytes) {
            int b = signed & 0xff;
            if (missing > 0 && (b < low || b > high)) {
                out.append(finish());
            }
            if (missing == 0) {
                begin(b, out);
            } else {
                low = 0x80;
                high = 0xbf;
                character = character << 6 | b & 0x3f;
                if (--missing == 0) {
                    out.appendCodePoint(character);
                }
            }
        }
        return out.toString();
    }

    private void begin(int b, StringBuilder out) {
        if (b < 0x80) {
            out.append((char) b);
        } else if (b < 0xc2 || b > 0xf4) {
            out.append('\ufffd');
        } else {
            missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
            character = b & 0x3f >> missing;
            // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
            low = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
            high = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
        }
    }

    /** U+FFFD if a character was left incomplete; the stream then starts afresh. */
    public String finish() {
        boolean incomplete = missing > 0;
        missing = 0;
        low = 0x80;
        high = 0xbf;
        return incomplete ? "\ufffd" : "";
    }
}
