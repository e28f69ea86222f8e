package assay.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A family of models, listed in {@link Architectures} by its {@code model_type}. */
@FunctionalInterface
interface Family {
    Architecture architecture(Config config);

    /** The object of config.json that describes the decoder, with what the family takes for granted filled in. */
    default ObjectNode describes(ObjectNode config) {
        return config;
    }
}
