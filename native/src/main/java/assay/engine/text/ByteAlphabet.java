package assay.engine.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The characters that stand for bytes in byte-level vocabularies: itself where printable, else U+0100 onwards. */
final class ByteAlphabet {
    private static final char[] CHARS = new char[256];
    private static final short[] BYTES = new short[0x100 + 68];

    static {
        Arrays.fill(BYTES, (short) -1);
        char next = 0x100;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= 0x21 && b <= 0x7e || b >= 0xa1 && b <= 0xac || b >= 0xae;
            CHARS[b] = printable ? (char) b : next++;
            BYTES[CHARS[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    static char of(byte b) {
        return CHARS[b & 0xff];
    }

    static String spell(byte[] bytes) {
        char[] chars = new char[bytes.length];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = of(bytes[i]);
        }
        return new String(chars);
    }

    static String spell(String text) {
        return spell(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes a vocabulary string spells; its own UTF-8 when it has a character outside the alphabet. */
    static byte[] bytes(String spelled) {
        byte[] bytes = new byte[spelled.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = spelled.charAt(i);
            if (c >= BYTES.length || BYTES[c] < 0) {
                return spelled.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) BYTES[c];
        }
        return bytes;
    }
}
