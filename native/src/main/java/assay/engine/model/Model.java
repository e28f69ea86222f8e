package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.text.ChatTemplate;
import assay.engine.text.Tokenizer;
import assay.engine.text.Tokenizers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A language model: a decoder with its tokenizer and chat template. */
public final class Model implements AutoCloseable {
    private final Path directory;
    private final Decoder decoder;
    private final Tokenizer tokenizer;
    private final Optional<ChatTemplate> chatTemplate;

    private Model(Path directory, Decoder decoder, Tokenizer tokenizer, Optional<ChatTemplate> chatTemplate) {
        this.directory = directory;
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.chatTemplate = chatTemplate;
    }

    /**
     * Opens a model directory: config.json, safetensors weights, tokenizer.json and, where there is one, the chat
     * template.
     *
     * @param name what scripts and messages call it
     */
    public static Model open(Path directory, String name, Engine engine) {
        Tokenizer tokenizer = Tokenizers.open(directory);
        Optional<ChatTemplate> chatTemplate = ChatTemplate.open(directory);
        Decoder decoder = Decoder.open(directory, name, engine);
        int rows = decoder.config().vocabSize();
        if (tokenizer.size() > rows) {
            decoder.close();
            throw new EngineException("the tokenizer of " + name + " has ids up to " + (tokenizer.size() - 1)
                    + ", but the model knows only " + rows + "; tokenizer.json and config.json do not belong together");
        }
        return new Model(directory, decoder, tokenizer, chatTemplate);
    }

    public String name() {
        return decoder.name();
    }

    public Path directory() {
        return directory;
    }

    public Config config() {
        return decoder.config();
    }

    public Engine engine() {
        return decoder.engine();
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public Optional<ChatTemplate> chatTemplate() {
        return chatTemplate;
    }

    /** A new, empty cache. */
    public KvCache cache() {
        return decoder.cache();
    }

    /** See {@link Decoder#forward(List)}. */
    public Pass forward(List<Sequence> batch) {
        return decoder.forward(batch);
    }

    /** See {@link Decoder#forward(List, Taps)}. */
    public Pass forward(List<Sequence> batch, Taps taps) {
        return decoder.forward(batch, taps);
    }

    @Override
    public void close() {
        decoder.close();
    }
}
