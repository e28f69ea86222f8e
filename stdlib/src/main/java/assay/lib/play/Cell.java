package assay.lib.play;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What stands in one place of a board: the bytes of one token.
 *
 * @param id of the token in the vocabulary of whoever placed it; -1 where the bytes are no token of the players'
 */
record Cell(int id, byte[] bytes) {

    /** Malformed bytes become U+FFFD. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notText) {
            return false;
        }
    }
}
