package assay.engine.model;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.Tensor;
import assay.engine.io.RawTensor;
import assay.engine.io.Safetensors;
import assay.engine.io.UntrustedJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A LoRA adapter as mlx-lm writes it: {@code adapter_config.json} and {@code adapters.safetensors}. Read whole and checked
 * against a model before any of it is used; the files are of unknown origin.
 */
final class Adapter {
    private static final long MAX_CONFIG = 1 << 20;
    private static final int LARGEST_RANK = 4096;
    private static final int LISTED = 6;

    private final Path directory;
    private final float scale;
    private final Map<String, Update> updates = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * The update of one module.
     *
     * @param a [rank][in]
     * @param b [out][rank]
     */
    private record Update(float[] a, float[] b, int rank) {}

    private Adapter(Path directory, float scale) {
        this.directory = directory;
        this.scale = scale;
    }

    /** Reads an adapter for a model; an {@link EngineException} says all that does not fit. */
    static Adapter read(Path directory, Decoder decoder) {
        Adapter adapter = new Adapter(directory, scale(directory));
        Path file = directory.resolve("adapters.safetensors");
        if (!Files.isRegularFile(file))
            throw new EngineException("no adapters.safetensors in " + directory + "; is it an adapter of mlx-lm?");
        Safetensors.look(file, tensors -> adapter.read(tensors, decoder.linears()));
        adapter.finish(decoder.name());
        return adapter;
    }

    private static float scale(Path directory) {
        Path file = directory.resolve("adapter_config.json");
        if (!Files.isRegularFile(file))
            throw new EngineException("no adapter_config.json in " + directory + "; is it an adapter of mlx-lm?");
        Json config = new Json(file.toString(), UntrustedJson.object(file, MAX_CONFIG));
        String type = config.has("fine_tune_type") ? config.text("fine_tune_type") : "lora";
        if (!type.equals("lora"))
            throw config.wrong("has fine_tune_type \"" + type + "\"; Assay reads lora"
                    + (type.equals("full") ? " (a fully tuned model is a directory of its own)" : ""));
        return (float) config.object("lora_parameters").real("scale", -1e6, 1e6);
    }

    private void read(Map<String, RawTensor> tensors, Map<String, Linear> linears) {
        TreeSet<String> modules = new TreeSet<>();
        for (String name : tensors.keySet()) {
            if (name.endsWith(".lora_a") || name.endsWith(".lora_b"))
                modules.add(name.substring(0, name.length() - ".lora_a".length()));
            else problems.add("`" + name + "` is no part of a LoRA adapter");
        }
        if (modules.isEmpty() && problems.isEmpty()) problems.add("it holds nothing");
        for (String module : modules) update(module, tensors, linears.get(module));
    }

    private void update(String module, Map<String, RawTensor> tensors, Linear linear) {
        RawTensor a = tensors.get(module + ".lora_a");
        RawTensor b = tensors.get(module + ".lora_b");
        if (linear == null) problems.add("the model has no module `" + module + "`");
        else if (module.endsWith("embed_tokens")) problems.add("`" + module + "` is an embedding");
        else if (a == null || b == null) problems.add("`" + module + "` has only one of lora_a and lora_b");
        else if (fits(a, linear.in(), -1) && fits(b, -1, linear.out()) && sameRank(module, a, b)) {
            int rank = a.shape()[1];
            updates.put(module, new Update(transposed(a), transposed(b), rank));
        }
    }

    /** @param rows and columns as the model has them, -1 for the rank */
    private boolean fits(RawTensor raw, int rows, int columns) {
        int[] shape = raw.shape();
        boolean fits = shape.length == 2 && (rows < 0 || shape[0] == rows) && (columns < 0 || shape[1] == columns);
        if (!fits)
            problems.add("`" + raw.name() + "` has shape " + Arrays.toString(shape)
                    + " where the model asks for [" + (rows < 0 ? "rank" : rows) + ", "
                    + (columns < 0 ? "rank" : columns) + "]");
        else if (!raw.dtype().floating()) problems.add("`" + raw.name() + "` holds no floats");
        else return true;
        return false;
    }

    private boolean sameRank(String module, RawTensor a, RawTensor b) {
        int rank = a.shape()[1];
        if (rank != b.shape()[0])
            problems.add("`" + module + "` has rank " + rank + " in lora_a and " + b.shape()[0] + " in lora_b");
        else if (rank < 1 || rank > LARGEST_RANK)
            problems.add("`" + module + "` has rank " + rank + "; it must be from 1 to " + LARGEST_RANK);
        else return true;
        return false;
    }

    /** [m, n] as stored, as [n][m] in float32. */
    private float[] transposed(RawTensor raw) {
        int m = raw.shape()[0];
        int n = raw.shape()[1];
        float[] values = new float[m * n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
                float value = raw.value((long) i * n + j);
                if (!Float.isFinite(value)) {
                    problems.add("`" + raw.name() + "` holds values that are not finite");
                    return values;
                }
                values[j * m + i] = value;
            }
        return values;
    }

    private void finish(String model) {
        if (problems.isEmpty()) return;
        String more = problems.size() > LISTED ? "; and " + (problems.size() - LISTED) + " more" : "";
        throw new EngineException("the adapter in " + directory + " does not fit the model " + model + ": "
                + String.join("; ", problems.subList(0, Math.min(LISTED, problems.size()))) + more);
    }

    /**
     * The matrices of these modules with the updates.
     *
     * @param made takes in the tensors that are made
     */
    Map<String, Linear> adapt(Engine engine, Map<String, Linear> linears, List<Tensor> made) {
        Map<String, Linear> adapted = new LinkedHashMap<>();
        updates.forEach((module, update) -> {
            Linear base = linears.get(module);
            Tensor a = engine.array(update.a, update.rank, base.in());
            Tensor b = engine.array(update.b, base.out(), update.rank);
            made.add(a);
            made.add(b);
            adapted.put(module, new Linear.Adapted(base, a, b, scale));
        });
        return adapted;
    }

    /** For people: {@code 4 modules, rank 8}. */
    String words() {
        TreeSet<Integer> ranks = new TreeSet<>();
        updates.values().forEach(update -> ranks.add(update.rank));
        return updates.size() + (updates.size() == 1 ? " module" : " modules") + ", rank "
                + (ranks.size() == 1 ? ranks.first() : ranks.first() + " to " + ranks.last());
    }
}
