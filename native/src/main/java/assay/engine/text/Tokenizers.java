package assay.engine.text;

import assay.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the tokenizer of a model. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Reads tokenizer.json and the configuration files beside it.
     *
     * @throws EngineException if a file is missing, damaged or asks for something that is not supported
     */
    public static Tokenizer open(Path modelDirectory) {
        Path file = modelDirectory.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new EngineException(file + " does not exist: a model directory must hold its tokenizer.json.");
        }
        return new BpeTokenizer(TokenizerFile.read(file), TokenizerSettings.read(modelDirectory));
    }
}
