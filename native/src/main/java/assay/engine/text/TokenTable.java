package assay.engine.text;

import assay.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Every token of a tokenizer: its content, its bytes, whether it is special. */
final class TokenTable {
    private final String[] contents;
    private final byte[][] bytes;
    private final BitSet special = new BitSet();
    private final Map<String, Integer> byContent;
    private final Map<String, Integer> byBytes;

    /** @param byteLevel the vocabulary is spelled in the byte alphabet */
    TokenTable(TokenizerFile file, boolean byteLevel) {
        Map<String, Integer> vocabulary = file.model().vocabulary();
        contents = new String[highest(file) + 1];
        bytes = new byte[contents.length][];
        byContent = HashMap.newHashMap(contents.length);
        vocabulary.forEach((content, id) -> {
            put(content, id, file.path());
            bytes[id] = byteLevel ? ByteAlphabet.bytes(content) : fallbackBytes(content);
        });
        for (AddedToken token : file.added()) {
            put(token.content(), token.id(), file.path());
            if (byteLevel) {
                bytes[token.id()] = token.content().getBytes(StandardCharsets.UTF_8);
            } else if (bytes[token.id()] == null) {
                bytes[token.id()] = fallbackBytes(token.content());
            }
            special.set(token.id(), token.special());
        }
        byBytes = HashMap.newHashMap(contents.length);
        for (int id = contents.length - 1; id >= 0; id--) {
            if (isOrdinary(id)) {
                byBytes.put(key(bytes[id]), id);
            }
        }
    }

    private static int highest(TokenizerFile file) {
        int highest = -1;
        for (int id : file.model().vocabulary().values()) {
            highest = Math.max(highest, id);
        }
        for (AddedToken token : file.added()) {
            highest = Math.max(highest, token.id());
        }
        return highest;
    }

    private void put(String content, int id, Path file) {
        Integer other = byContent.put(content, id);
        if (contents[id] != null && !contents[id].equals(content) || other != null && other != id) {
            String both = contents[id] == null || contents[id].equals(content)
                    ? "the token '" + TokenizerFile.shown(content) + "' has the ids " + other + " and " + id
                    : "the id " + id + " stands for '" + TokenizerFile.shown(contents[id]) + "' and '"
                            + TokenizerFile.shown(content) + "'";
            throw new EngineException(file + ": " + both + "; each token must have one id of its own.");
        }
        contents[id] = content;
    }

    private static byte[] fallbackBytes(String content) {
        int b = Decoder.ByteFallback.value(content);
        return b >= 0 ? new byte[] {(byte) b} : content.replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
    }

    private static String key(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    int size() {
        return contents.length;
    }

    boolean exists(int id) {
        return id >= 0 && id < contents.length && contents[id] != null;
    }

    String content(int id) {
        return contents[id];
    }

    byte[] bytes(int id) {
        return exists(id) ? bytes[id].clone() : new byte[0];
    }

    boolean isSpecial(int id) {
        return exists(id) && special.get(id);
    }

    boolean isOrdinary(int id) {
        return exists(id) && !special.get(id);
    }

    OptionalInt id(byte[] bytes) {
        return optional(byBytes.get(key(bytes)));
    }

    OptionalInt id(String content) {
        return optional(byContent.get(content));
    }

    private static OptionalInt optional(Integer id) {
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
