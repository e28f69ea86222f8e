package assay.lib.play;

import assay.engine.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** A tokenizer for tests of rules: a short list of tokens, the last of them a begin token if there is one. */
record LetterTokenizer(List<String> tokens, boolean begins) implements Tokenizer {

    @Override
    public int[] encode(String text, boolean addSpecial) {
        return encodeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int[] encodeBytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (tokens.contains(text)) return new int[] {tokens.indexOf(text)};
        return text.codePoints().map(c -> tokens.indexOf(Character.toString(c))).toArray();
    }

    @Override
    public String decode(int[] ids, boolean skipSpecial) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) text.append(tokens.get(id));
        return text.toString();
    }

    @Override
    public byte[] bytes(int id) {
        return tokens.get(id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public OptionalInt id(byte[] bytes) {
        return IntStream.range(0, size())
                .filter(id -> isOrdinary(id) && Arrays.equals(bytes(id), bytes))
                .findFirst();
    }

    @Override
    public OptionalInt id(String content) {
        return IntStream.range(0, size())
                .filter(id -> tokens.get(id).equals(content))
                .findFirst();
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public boolean isOrdinary(int id) {
        return id < size() && !isSpecial(id);
    }

    @Override
    public boolean isSpecial(int id) {
        return begins && id == size() - 1;
    }

    @Override
    public OptionalInt bos() {
        return begins ? OptionalInt.of(size() - 1) : OptionalInt.empty();
    }

    @Override
    public Set<Integer> eos() {
        return Set.of();
    }
}
