package assay.engine.text;

import java.util.OptionalInt;
import java.util.Set;

/**
 * Text to token ids and back, exactly as the model's own tokenizer.json defines it. Immutable and safe to share.
 *
 * <p>An <em>ordinary</em> token is one that stands for bytes of text: in the vocabulary and not special.
 */
public interface Tokenizer {

    /**
     * The ids of a text. Special tokens written in the text are recognised.
     *
     * @param addSpecial put in front (and behind) what the tokenizer's post-processor adds, e.g. a begin-of-text token
     */
    int[] encode(String text, boolean addSpecial);

    /**
     * The ids this vocabulary gives for raw bytes, valid UTF-8 or not: the whole is one token where there is one,
     * otherwise BPE merges over it. Never special tokens; {@code bytes} of the result joined are the argument.
     */
    int[] encodeBytes(byte[] bytes);

    /** The text of ids; malformed bytes become U+FFFD. No clean-up of spaces. */
    String decode(int[] ids, boolean skipSpecial);

    /** The exact bytes of a token; the content's UTF-8 for an added token. Empty for an id without token. */
    byte[] bytes(int id);

    /** The ordinary token with exactly these bytes; the lowest id if several. */
    OptionalInt id(byte[] bytes);

    /** The id of a token by its content, special ones included, e.g. {@code <|im_end|>}. */
    OptionalInt id(String content);

    /** One more than the highest id that has a token; a model's logits may have more columns. */
    int size();

    boolean isOrdinary(int id);

    boolean isSpecial(int id);

    /** The token a sequence begins with, where this tokenizer puts one. */
    OptionalInt bos();

    /** Tokens that end a generation. */
    Set<Integer> eos();
}
