package assay.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntFunction;

/** SmolLM3: a Llama in which every fourth layer does not know positions. */
final class SmolLm3 {
    private SmolLm3() {}

    static Architecture of(Config config) {
        Json json = config.reader();
        IntFunction<Positions> llama = Llama.positions(config);
        boolean[] turns = new boolean[config.layers()];
        if (json.has("no_rope_layers")) {
            // despite its name 1 marks a layer with rope
            JsonNode marks = json.list("no_rope_layers", turns.length);
            for (int i = 0; i < turns.length; i++) turns[i] = marks.get(i).asInt() != 0;
        } else {
            int interval = json.has("no_rope_layer_interval") ? json.whole("no_rope_layer_interval", 1, 4096) : 4;
            for (int i = 0; i < turns.length; i++) turns[i] = (i + 1) % interval != 0;
        }
        return Llama.of(
                config,
                layer -> turns[layer] ? llama.apply(layer) : llama.apply(layer).still());
    }
}
