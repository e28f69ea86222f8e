package assay.engine.model;

/**
 * The numbers of a {@link Rope} as config.json gives them, named as there; their meaning is mlx-lm's.
 *
 * @param freqs [dims / 2] wavelengths over 2 pi
 * @param scale of what turns
 */
record Rotation(int dims, float[] freqs, float scale) {
    static final double LARGEST = 1e30;

    /** Over the whole head. */
    static Rotation of(Config config) {
        return of(config, config.headDim());
    }

    /** From {@code rope_theta} and {@code rope_scaling}, or {@code rope_parameters}. */
    static Rotation of(Config config, int dims) {
        Json json = config.reader();
        Json parameters = json.has("rope_parameters") ? json.object("rope_parameters") : json;
        double base = parameters.real("rope_theta", 1, LARGEST, 10000);
        if (json.has("rope_scaling")) return of(base, dims).scaled(base, json.object("rope_scaling"), json);
        return json.has("rope_parameters") ? of(base, dims).scaled(base, parameters, json) : of(base, dims);
    }

    /** Without scaling. */
    static Rotation of(double base, int dims) {
        float[] freqs = new float[dims / 2];
        for (int i = 0; i < freqs.length; i++) freqs[i] = (float) Math.pow(base, 2.0 * i / dims);
        return new Rotation(dims, freqs, 1);
    }

    /**
     * @param base of the frequencies
     * @param config for what older files have outside of the scaling
     */
    Rotation scaled(double base, Json scaling, Json config) {
        String type = scaling.has("rope_type")
                ? scaling.text("rope_type")
                : scaling.has("type") ? scaling.text("type") : "default";
        return switch (type) {
            case "default" -> this;
            case "linear" -> linear((float) factor(scaling));
            case "llama3" -> llama3(scaling);
            case "longrope", "su" -> longrope(scaling, config);
            case "yarn" -> yarn(scaling, base);
            default ->
                throw scaling.wrong("has the rope type \"" + type
                        + "\"; Assay reads default, linear, llama3, longrope, su and yarn");
        };
    }

    private static double factor(Json scaling) {
        return scaling.real("factor", 1e-6, LARGEST);
    }

    private Rotation linear(float factor) {
        float[] longer = freqs.clone();
        for (int i = 0; i < longer.length; i++) longer[i] *= factor;
        return new Rotation(dims, longer, scale);
    }

    /** Llama 3.1: long wavelengths are stretched by {@code factor}, short ones kept, those between interpolated. */
    private Rotation llama3(Json scaling) {
        double factor = factor(scaling);
        double low = scaling.real("low_freq_factor", 1e-6, LARGEST, 1);
        double high = scaling.real("high_freq_factor", 1e-6, LARGEST, 4);
        double original = scaling.real("original_max_position_embeddings", 1, LARGEST, 8192);
        float[] longer = freqs.clone();
        for (int i = 0; i < longer.length; i++) {
            double wavelength = 2 * Math.PI * longer[i];
            if (wavelength > original / low) longer[i] = (float) (longer[i] * factor);
            else if (wavelength > original / high) {
                double smooth = (original / wavelength - low) / (high - low);
                longer[i] = (float) (longer[i] / ((1 - smooth) / factor + smooth));
            }
        }
        return new Rotation(dims, longer, scale);
    }

    /** Phi 3: a factor for every pair. As in mlx-lm the long ones serve at every length. */
    private Rotation longrope(Json scaling, Json config) {
        String original = "original_max_position_embeddings";
        double before = (scaling.has(original) ? scaling : config).real(original, 2, LARGEST, 4096);
        double now = config.real("max_position_embeddings", 1, LARGEST, 131072);
        float[] factors = scaling.reals("long_factor", freqs.length, 1e-6, LARGEST);
        float[] longer = freqs.clone();
        for (int i = 0; i < longer.length; i++) longer[i] *= factors[i];
        double grown = now <= before ? 1 : Math.sqrt(1 + Math.log(now / before) / Math.log(before));
        return new Rotation(dims, longer, (float) grown);
    }

    /** Pairs that turn often within the original length are kept, those that hardly turn stretched. */
    private Rotation yarn(Json scaling, double base) {
        double factor = factor(scaling);
        double original = scaling.real("original_max_position_embeddings", 1, LARGEST, 4096);
        double low = Math.max(Math.floor(turning(scaling.real("beta_fast", 1e-6, LARGEST, 32), original, base)), 0);
        double high =
                Math.min(Math.ceil(turning(scaling.real("beta_slow", 1e-6, LARGEST, 1), original, base)), dims - 1);
        double width = low == high ? 0.001 : high - low;
        float[] longer = freqs.clone();
        for (int i = 0; i < longer.length; i++) {
            double stretched = Math.clamp((i - low) / width, 0, 1);
            longer[i] = (float) (longer[i] / (stretched / factor + 1 - stretched));
        }
        double grown = magnitude(factor, scaling.real("mscale", 0, LARGEST, 1))
                / magnitude(factor, scaling.real("mscale_all_dim", 0, LARGEST, 0));
        return new Rotation(dims, longer, (float) grown);
    }

    /** The pair, as a fraction, that turns so many times within {@code length} positions. */
    private double turning(double times, double length, double base) {
        return dims * Math.log(length / (times * 2 * Math.PI)) / (2 * Math.log(base));
    }

    private static double magnitude(double factor, double mscale) {
        return factor <= 1 ? 1 : 0.1 * mscale * Math.log(factor) + 1;
    }
}
