package assay.engine.model;

import assay.engine.EngineException;
import assay.engine.Quantization;
import assay.engine.io.UntrustedJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * config.json: strict about what a model needs, silent about the rest. Names are those of the file.
 *
 * @param modelType chooses the architecture
 * @param headDim per head; hidden size over heads where the file does not say
 * @param maxPositions tokens the model was made for; Assay warns beyond it
 * @param tieWordEmbeddings empty where the file does not say, since architectures differ in what that means
 * @param quantized how packed matrices are stored
 * @param json all that describes the decoder, for what only one architecture reads
 */
public record Config(
        String modelType,
        int hiddenSize,
        int layers,
        int heads,
        int kvHeads,
        int headDim,
        int intermediateSize,
        int vocabSize,
        float rmsNormEps,
        int maxPositions,
        Optional<Boolean> tieWordEmbeddings,
        Quantizations quantized,
        JsonNode json) {

    /** Larger than any model there is, small enough that no product of two overflows an int. */
    private static final int LARGEST = 16_000_000;

    private static final long MAX_BYTES = 16 << 20;

    public static Config read(Path directory) {
        Path file = directory.resolve("config.json");
        if (!Files.isRegularFile(file))
            throw new EngineException("no config.json in " + directory + "; is it a model directory?");
        ObjectNode whole = UntrustedJson.object(file, MAX_BYTES);
        String modelType = new Json(file.toString(), whole).text("model_type");
        return of(
                modelType,
                new Json(file.toString(), Architectures.family(modelType).describes(whole)));
    }

    private static Config of(String modelType, Json json) {
        int hidden = json.whole("hidden_size", 1, LARGEST);
        int heads = json.whole("num_attention_heads", 1, 65536);
        int kvHeads = json.has("num_key_value_heads") ? json.whole("num_key_value_heads", 1, 65536) : heads;
        if (heads % kvHeads != 0)
            throw json.wrong(
                    "has num_attention_heads " + heads + ", which is no multiple of num_key_value_heads " + kvHeads);
        if (!json.has("head_dim") && hidden % heads != 0)
            throw json.wrong("has hidden_size " + hidden + ", which is no multiple of num_attention_heads " + heads);
        int headDim = json.has("head_dim") ? json.whole("head_dim", 2, 65536) : hidden / heads;
        if (headDim % 2 != 0) throw json.wrong("has the odd head size " + headDim);
        if ((long) heads * headDim > LARGEST)
            throw json.wrong("has " + heads + " heads of size " + headDim + ", together more than " + LARGEST);
        return new Config(
                modelType,
                hidden,
                json.whole("num_hidden_layers", 1, 4096),
                heads,
                kvHeads,
                headDim,
                json.whole("intermediate_size", 1, LARGEST),
                json.whole("vocab_size", 1, LARGEST),
                (float) json.real("rms_norm_eps", 0, 1),
                json.has("max_position_embeddings")
                        ? json.whole("max_position_embeddings", 1, Integer.MAX_VALUE)
                        : Integer.MAX_VALUE,
                json.has("tie_word_embeddings") ? Optional.of(json.flag("tie_word_embeddings")) : Optional.empty(),
                Quantizations.read(json),
                json.node());
    }

    /** How the matrix of a module is packed, if it is. */
    public Quantization quantization(String module) {
        return quantized.of(module);
    }

    Json reader() {
        return new Json("config.json", json);
    }
}
