package assay.engine.text;

import assay.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A tokenizer put together from the sections of tokenizer.json. */
final class BpeTokenizer implements Tokenizer {
    private static final Normalizer SAME = new Normalizer.Sequence(List.of());

    private final Path file;
    private final Normalizer normalizer;
    private final PreTokenizer preTokenizer;
    private final Decoder decoder;
    private final boolean byteLevel;
    private final AddedTokens raw;
    private final AddedTokens normalized;
    private final Bpe bpe;
    private final TokenTable tokens;
    private final Surround surround;
    private final OptionalInt bos;
    private final Set<Integer> eos;

    BpeTokenizer(TokenizerFile parsed, TokenizerSettings settings) {
        file = parsed.path();
        Json normalizerJson = parsed.component("normalizer");
        normalizer = normalizerJson == null ? SAME : Normalizer.read(normalizerJson);
        Json preTokenizerJson = parsed.component("pre_tokenizer");
        preTokenizer =
                preTokenizerJson == null ? new PreTokenizer.Sequence(List.of()) : PreTokenizer.read(preTokenizerJson);
        Json decoderJson = parsed.component("decoder");
        decoder = decoderJson == null ? null : Decoder.read(decoderJson);
        byteLevel = decoder != null && decoder.isByteLevel();
        tokens = new TokenTable(parsed, byteLevel);
        bpe = new Bpe(parsed.model(), tokens.size(), file);
        raw = new AddedTokens(
                parsed.added().stream().filter(token -> !token.normalized()).toList(), SAME);
        normalized = new AddedTokens(
                parsed.added().stream().filter(AddedToken::normalized).toList(), normalizer);
        Json surroundJson = parsed.component("post_processor");
        surround = settings.adjust(surroundJson == null ? Surround.NOTHING : Surround.read(surroundJson), tokens);
        bos = surround.before().length == 0 ? OptionalInt.empty() : OptionalInt.of(surround.before()[0]);
        eos = settings.eos(tokens);
    }

    @Override
    public int[] encode(String text, boolean addSpecial) {
        Ids ids = new Ids();
        if (addSpecial) {
            ids.addAll(surround.before());
        }
        String whole = wellFormed(text);
        for (AddedTokens.Part part : raw.split(whole)) {
            if (part.token() != null) {
                ids.add(part.token().id());
            } else {
                encodeNormalized(normalizer.apply(whole.substring(part.from(), part.to())), part.from() == 0, ids);
            }
        }
        if (addSpecial) {
            ids.addAll(surround.after());
        }
        return ids.toArray();
    }

    private void encodeNormalized(String text, boolean first, Ids ids) {
        for (AddedTokens.Part part : normalized.split(text)) {
            if (part.token() != null) {
                ids.add(part.token().id());
            } else if (part.from() < part.to()) {
                Piece piece = new Piece(text.substring(part.from(), part.to()), first && part.from() == 0);
                preTokenizer.apply(piece).forEach(p -> bpe.encode(p.text(), ids));
            }
        }
    }

    /** Half a surrogate pair is no character and has no UTF-8. */
    private static String wellFormed(String text) {
        boolean broken = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (!broken) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    @Override
    public int[] encodeBytes(byte[] bytes) {
        OptionalInt whole = tokens.id(bytes);
        if (whole.isPresent()) {
            return new int[] {whole.getAsInt()};
        }
        int[] symbols = byteLevel ? byteSymbols(bytes) : characterSymbols(bytes);
        int[] merged = bpe.merge(symbols);
        if (spells(merged, bytes)) {
            return merged;
        }
        // Only an odd vocabulary gets here: one whose merges lead to control tokens or to names of bytes.
        if (spells(symbols, bytes)) {
            return symbols;
        }
        int[] single = byteTokens(bytes);
        if (!spells(single, bytes)) {
            throw new EngineException(file + " has no tokens that spell these " + bytes.length
                    + " bytes: its vocabulary must have a token for every byte.");
        }
        return single;
    }

    private int[] byteSymbols(byte[] bytes) {
        String spelled = ByteAlphabet.spell(bytes);
        Ids ids = new Ids();
        for (int i = 0; i < bytes.length; i++) {
            addIfAny(bpe.character(spelled, i, i + 1), ids);
        }
        return ids.toArray();
    }

    /** Characters where the bytes are UTF-8 and the vocabulary has them, byte tokens elsewhere. */
    private int[] characterSymbols(byte[] bytes) {
        Ids ids = new Ids();
        for (int at = 0; at < bytes.length; ) {
            int length = Utf8.length(bytes, at);
            String character = new String(bytes, at, length, StandardCharsets.UTF_8);
            // The mark for spaces itself cannot be told from a space, so it must stay bytes.
            String shown = character.equals(" ") ? "▁" : character;
            int id = Utf8.valid(bytes, at, length) && !character.equals("▁")
                    ? bpe.character(shown, 0, shown.length())
                    : -1;
            if (id >= 0) {
                ids.add(id);
            } else {
                for (int i = at; i < at + length; i++) {
                    addIfAny(bpe.fallback(bytes[i]), ids);
                }
            }
            at += length;
        }
        return ids.toArray();
    }

    private int[] byteTokens(byte[] bytes) {
        Ids ids = new Ids();
        for (byte b : bytes) {
            addIfAny(tokens.id(new byte[] {b}).orElse(-1), ids);
        }
        return ids.toArray();
    }

    private static void addIfAny(int id, Ids ids) {
        if (id >= 0) {
            ids.add(id);
        }
    }

    private boolean spells(int[] ids, byte[] bytes) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length);
        for (int id : ids) {
            if (!tokens.isOrdinary(id)) {
                return false;
            }
            joined.writeBytes(tokens.bytes(id));
        }
        return Arrays.equals(joined.toByteArray(), bytes);
    }

    @Override
    public String decode(int[] ids, boolean skipSpecial) {
        List<String> contents = new ArrayList<>(ids.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            if (tokens.exists(id) && !(skipSpecial && tokens.isSpecial(id))) {
                contents.add(tokens.content(id));
                bytes.writeBytes(tokens.bytes(id));
            }
        }
        if (decoder instanceof Decoder.ByteLevel) {
            return Utf8Stream.decode(bytes.toByteArray());
        }
        return decoder == null ? String.join(" ", contents) : String.join("", decoder.apply(contents));
    }

    @Override
    public byte[] bytes(int id) {
        return tokens.bytes(id);
    }

    @Override
    public OptionalInt id(byte[] bytes) {
        return tokens.id(bytes);
    }

    @Override
    public OptionalInt id(String content) {
        return tokens.id(content);
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public boolean isOrdinary(int id) {
        return tokens.isOrdinary(id);
    }

    @Override
    public boolean isSpecial(int id) {
        return tokens.isSpecial(id);
    }

    @Override
    public OptionalInt bos() {
        return bos;
    }

    @Override
    public Set<Integer> eos() {
        return eos;
    }
}
