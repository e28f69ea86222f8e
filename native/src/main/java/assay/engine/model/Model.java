package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.Scope;
import assay.engine.Tensor;
import assay.engine.text.ChatTemplate;
import assay.engine.text.Tokenizer;
import assay.engine.text.Tokenizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A language model: a decoder with its tokenizer and chat template. Immutable; models that are derived from it share its
 * weights and are closed with it.
 */
public final class Model implements AutoCloseable {
    private final Path directory;
    private final Decoder decoder;
    private final Tokenizer tokenizer;
    private final Optional<ChatTemplate> chatTemplate;
    private final List<Path> adapters;
    private final List<String> changes;
    private final boolean unnamed;

    private Model(
            Path directory,
            Decoder decoder,
            Tokenizer tokenizer,
            Optional<ChatTemplate> chatTemplate,
            List<Path> adapters,
            List<String> changes,
            boolean unnamed) {
        this.directory = directory;
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.chatTemplate = chatTemplate;
        this.adapters = adapters;
        this.changes = changes;
        this.unnamed = unnamed;
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
        return new Model(directory, decoder, tokenizer, chatTemplate, List.of(), List.of(), false);
    }

    /** The same under another name. */
    public Model named(String name) {
        return new Model(directory, decoder.named(name), tokenizer, chatTemplate, adapters, changes, false);
    }

    /**
     * With a LoRA adapter of mlx-lm's; an {@link EngineException} says what does not fit.
     *
     * @param adapter directory of adapter_config.json and adapters.safetensors
     */
    public Model adapted(Path adapter) {
        Adapter read = Adapter.read(adapter, decoder);
        String change = "adapter " + adapter.getFileName() + ", " + read.words();
        List<Path> all = Stream.concat(adapters.stream(), Stream.of(adapter)).toList();
        return derived(replacing(made -> read.adapt(engine(), decoder.linears(), made)), all, change);
    }

    /** With its adapters merged into the weights; see {@link Fusion}. */
    public Model fused(boolean dequantize) {
        return derived(
                replacing(made -> new Fusion(engine(), dequantize, made).fuse(decoder.linears())),
                adapters,
                dequantize ? "fused and dequantized" : "fused");
    }

    private Decoder replacing(Function<List<Tensor>, Map<String, Linear>> others) {
        List<Tensor> made = new ArrayList<>();
        try (Scope scope = engine().scope()) {
            return decoder.replacing(scope, others.apply(made), made);
        }
    }

    /** @param change for people, e.g. {@code steer green->red} */
    public Model with(Intervention intervention, String change) {
        return derived(decoder.with(intervention), adapters, change);
    }

    /** With another intervention in the place of one of {@link #interventions}. */
    public Model instead(Intervention old, Intervention other, String change) {
        return derived(decoder.instead(old, other), adapters, change);
    }

    private Model derived(Decoder other, List<Path> adapters, String change) {
        List<String> all = Stream.concat(changes.stream(), Stream.of(change)).toList();
        String name = unnamed ? name() : name() + "'";
        return new Model(directory, other.named(name), tokenizer, chatTemplate, adapters, all, true);
    }

    /** Whether matrices have low-rank updates beside them. */
    public boolean adapted() {
        return decoder.linears().values().stream().anyMatch(Linear.Adapted.class::isInstance);
    }

    /**
     * Writes a model directory that mlx-lm can load, whole or not at all; an {@link EngineException} says why this one
     * cannot be written.
     *
     * @param target must not exist
     */
    public void save(Path target) {
        if (!interventions().isEmpty())
            throw new EngineException("the model " + name()
                    + " differs from its weights by what happens while it runs (" + String.join("; ", changes)
                    + "), which no model directory can hold; save the script instead");
        if (adapted())
            throw new EngineException("the model " + name() + " has an adapter beside its weights; write `fuse "
                    + name() + "` and save what that gives");
        new ModelDirectory(directory, decoder.replaced()).write(target);
    }

    /** What happens while it runs, in order. */
    public List<Intervention> interventions() {
        return decoder.interventions();
    }

    /** Whether it was derived from another model and still goes by that one's name, with a prime. */
    public boolean unnamed() {
        return unnamed;
    }

    /** The adapters that have been added, in order. */
    public List<Path> adapters() {
        return adapters;
    }

    /** How it differs from what its directory holds, in order; for people. */
    public List<String> changes() {
        return changes;
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
