package assay.plan;

import assay.engine.EngineException;
import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.Revision;
import assay.engine.model.Summary;
import assay.engine.text.ChatTemplate;
import assay.engine.text.Message;
import assay.engine.text.Tokenizer;
import assay.engine.text.Tokenizers;
import assay.files.Folder;
import assay.files.ModelHub;
import assay.files.ModelSource;
import assay.lib.verb.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as far as it is known without its weights being read.
 *
 * @param directory empty if it is not on this machine
 */
public record Reading(
        String name,
        String source,
        Optional<Path> directory,
        Optional<Tokenizer> tokenizer,
        Optional<ChatTemplate> template,
        Optional<Summary> summary) {
    private static final int FLOAT = 4;
    private static final int BOTH = 2; // keys and values

    /** A model that a script declares; what cannot be read of it is left open. */
    static Reading of(String name, String source, Optional<String> revision, Folder folder) {
        Optional<Path> directory = directory(source, revision, folder);
        return new Reading(
                name,
                source,
                directory,
                directory.flatMap(path -> attempt(() -> Tokenizers.open(path))),
                directory.flatMap(path -> attempt(() -> ChatTemplate.open(path).orElse(null))),
                directory.flatMap(path -> attempt(() -> Summary.of(path))));
    }

    private interface Read<T> {
        T read();
    }

    private static <T> Optional<T> attempt(Read<T> read) {
        try {
            return Optional.ofNullable(read.read());
        } catch (EngineException | Failure damaged) {
            return Optional.empty();
        }
    }

    /** Where it lies, or lies in the cache; nothing is fetched. */
    private static Optional<Path> directory(String source, Optional<String> revision, Folder folder) {
        try {
            return switch (folder.source(source)) {
                case ModelSource.Local(Path path) -> Optional.of(path);
                case ModelSource.OfHub(HubId id, Revision main) ->
                    ModelHub.standard()
                            .hub()
                            .cache()
                            .find(id, revision.map(Revision::new).orElse(main))
                            .map(snapshot -> snapshot.directory());
            };
        } catch (Failure | HubException notHere) {
            return Optional.empty();
        }
    }

    /** How many tokens a text is; without a tokenizer as many as it has bytes, which no tokenizer exceeds by much. */
    long tokens(String text, boolean chat) {
        String read = chat ? template.map(t -> asked(t, text)).orElse(text) : text;
        return tokenizer
                .map(t -> (long) t.encode(read, !chat || template.isEmpty()).length)
                .orElseGet(() -> (long) read.getBytes(StandardCharsets.UTF_8).length + 1);
    }

    private static String asked(ChatTemplate template, String text) {
        try {
            return template.render(List.of(new Message("user", text)), true, Map.of());
        } catch (RuntimeException refused) {
            return text; // the run says what is wrong with the template
        }
    }

    long layers() {
        return number("num_hidden_layers").orElseThrow(() -> new Unknowable("how many layers " + name + " has"));
    }

    /** Bytes of a position in the cache, in float32. */
    Optional<Long> cache() {
        Optional<Long> heads = number("num_key_value_heads").or(() -> number("num_attention_heads"));
        Optional<Long> width = number("head_dim").or(() -> number("hidden_size")
                .flatMap(hidden ->
                        number("num_attention_heads").filter(count -> count > 0).map(count -> hidden / count)));
        return number("num_hidden_layers")
                .flatMap(layers -> heads.flatMap(h -> width.map(w -> BOTH * FLOAT * layers * h * w)));
    }

    private Optional<Long> number(String key) {
        return summary.flatMap(
                s -> s.number(key).isPresent() ? Optional.of(s.number(key).getAsLong()) : Optional.empty());
    }

    /** Bytes of its weights on disk, which is about what they take in memory. */
    Optional<Long> weights() {
        return directory.flatMap(path -> {
            long bytes = 0;
            try (var files = Files.newDirectoryStream(path, "*.safetensors")) {
                for (Path file : files) bytes += Files.size(file);
                return Optional.of(bytes);
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        });
    }
}
