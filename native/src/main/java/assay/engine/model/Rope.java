package assay.engine.model;

import assay.engine.Engine;
import assay.engine.Tensor;

/**
 * Rotary positions on the first {@code dims} elements of a head.
 *
 * @param freqs [dims / 2]: the angle of pair i at a position is position / freqs[i]
 */
record Rope(int dims, Tensor freqs) {
    private static final double LARGEST = 1e30;

    /** [headDim / 2] from {@code rope_theta} and {@code rope_scaling} (or {@code rope_parameters}) of config.json. */
    static float[] freqs(Config config) {
        Json json = config.reader();
        Json parameters = json.has("rope_parameters") ? json.object("rope_parameters") : json;
        double base = parameters.real("rope_theta", 1, LARGEST, 10000);
        int dims = config.headDim();
        float[] freqs = new float[dims / 2];
        for (int i = 0; i < freqs.length; i++) freqs[i] = (float) Math.pow(base, 2.0 * i / dims);
        if (json.has("rope_scaling")) scale(freqs, json.object("rope_scaling"));
        else if (json.has("rope_parameters")) scale(freqs, parameters);
        return freqs;
    }

    private static void scale(float[] freqs, Json scaling) {
        String type = scaling.has("rope_type")
                ? scaling.text("rope_type")
                : scaling.has("type") ? scaling.text("type") : "default";
        switch (type) {
            case "default" -> {}
            case "linear" -> {
                float factor = (float) scaling.real("factor", 1e-6, LARGEST);
                for (int i = 0; i < freqs.length; i++) freqs[i] *= factor;
            }
            case "llama3" -> llama3(freqs, scaling);
            default ->
                throw scaling.wrong("has the rope type \"" + type + "\"; Assay reads default, linear and llama3");
        }
    }

    /** Llama 3.1: long wavelengths are stretched by {@code factor}, short ones kept, those between interpolated. */
    private static void llama3(float[] freqs, Json scaling) {
        double factor = scaling.real("factor", 1e-6, LARGEST);
        double low = scaling.real("low_freq_factor", 1e-6, LARGEST, 1);
        double high = scaling.real("high_freq_factor", 1e-6, LARGEST, 4);
        double original = scaling.real("original_max_position_embeddings", 1, LARGEST, 8192);
        for (int i = 0; i < freqs.length; i++) {
            double wavelength = 2 * Math.PI * freqs[i];
            if (wavelength > original / low) freqs[i] = (float) (freqs[i] * factor);
            else if (wavelength > original / high) {
                double smooth = (original / wavelength - low) / (high - low);
                freqs[i] = (float) (freqs[i] / ((1 - smooth) / factor + smooth));
            }
        }
    }

    /** Turns [1, heads, T, headDim] whose first position is {@code offset}. */
    Tensor apply(Engine engine, Tensor x, int offset) {
        return engine.rope(x, dims, freqs, offset);
    }
}
