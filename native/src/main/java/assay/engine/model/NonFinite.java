package assay.engine.model;

import assay.engine.EngineException;
import java.util.ArrayList;
import java.util.List;

/** Finds where values stop being finite, by repeating a pass whose logits were not. */
record NonFinite(Decoder decoder, Batch batch) {

    EngineException failure() {
        return new EngineException("the model " + decoder.name() + " computes values that are not finite, first "
                + place() + "; its weights or their type are damaged");
    }

    private String place() {
        String[] found = {"in the output head"};
        Taps watch = (point, layer, x) -> {
            if (found[0].startsWith("in the") && !Pass.finite(x.floats()))
                found[0] = layer < 0 ? "at " + point.label : "at layer " + layer + " (" + point.label + ")";
            return x;
        };
        List<Sequence> again = new ArrayList<>();
        for (Sequence sequence : batch.sequences()) {
            KvCache cache = sequence.cache().fork();
            cache.trim(Math.min(cache.offset(), sequence.tokens().length));
            again.add(new Sequence(cache, sequence.tokens()));
        }
        try (Pass pass = decoder.forward(again, watch)) {
            return found[0];
        } finally {
            again.forEach(sequence -> sequence.cache().close());
        }
    }
}
