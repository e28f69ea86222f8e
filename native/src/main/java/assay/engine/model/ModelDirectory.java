package assay.engine.model;

import assay.engine.DType;
import assay.engine.EngineException;
import assay.engine.Packed;
import assay.engine.Tensor;
import assay.engine.io.Halves;
import assay.engine.io.RawTensor;
import assay.engine.io.SafetensorsWriter;
import assay.engine.io.SafetensorsWriter.Item;
import assay.engine.io.UntrustedJson;
import assay.engine.io.Weights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model directory as mlx-lm writes it: weights in shards with an index, config.json, and the tokenizer's files as they
 * were. Tensors keep the types of the checkpoint.
 *
 * @param source the directory that the model was opened from
 * @param replaced matrices that are not the source's own, by module path
 */
record ModelDirectory(Path source, Map<String, Linear> replaced) {
    private static final long MAX_CONFIG = 16 << 20;
    /** mlx-lm's limit of a file of weights. */
    private static final long SHARD = 5L << 30;

    private static final String COPIED =
            "{tokenizer*,special_tokens_map.json,added_tokens.json,vocab.*,merges.txt,chat_template.*,generation_config.json}";

    /** Writes to a directory beside {@code target} and moves it there. */
    void write(Path target) {
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        delete(temporary); // of a program that was killed
        try (Weights weights = new Weights(source)) {
            Files.createDirectories(temporary);
            weights(temporary, items(weights));
            Files.writeString(temporary.resolve("config.json"), config(weights) + "\n");
            try (var files = Files.newDirectoryStream(source, COPIED)) {
                for (Path file : files) Files.copy(own(file), temporary.resolve(file.getFileName()));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineException("cannot write " + target + ": " + e.getMessage(), e);
        } finally {
            delete(temporary);
        }
    }

    /** The real file; a link may lead to the blobs of a hub's cache, and nowhere else out of the model. */
    private Path own(Path file) throws IOException {
        Path real = file.toRealPath();
        Path blobs = source.toRealPath().resolve("../../blobs").normalize();
        if (real.startsWith(source.toRealPath()) || real.startsWith(blobs)) return real;
        throw new EngineException(file + " is a link that leads out of the model; it is not copied");
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) return;
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) Files.delete(file);
            Files.delete(directory);
        } catch (IOException e) {
            throw new EngineException("cannot remove " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Every tensor in the order of the checkpoint, those of a replaced module where its first one was. */
    private List<Item> items(Weights weights) {
        List<Item> items = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (RawTensor raw : weights.all()) {
            String module = raw.name().substring(0, Math.max(0, raw.name().lastIndexOf('.')));
            Linear linear = raw.name().endsWith(".bias") ? null : replaced.get(module);
            if (linear == null) items.add(new Item(raw.name(), raw.dtype(), raw.shape(), raw::writeTo));
            else if (done.add(module)) items.addAll(items(module, linear, floats(weights, module)));
        }
        return items;
    }

    /** The type that the floats of a module are stored in. */
    private static DType floats(Weights weights, String module) {
        return weights.dtype(module + ".scales")
                .filter(DType::floating)
                .or(() -> weights.dtype(module + ".weight").filter(DType::floating))
                .orElse(DType.BF16);
    }

    private static List<Item> items(String module, Linear linear, DType floats) {
        return switch (linear) {
            case Linear.Dense(Tensor weight, var _) -> List.of(item(module + ".weight", weight, floats));
            case Linear.Quantized(Packed packed, var _) -> {
                List<Item> items = new ArrayList<>();
                items.add(item(module + ".weight", packed.weight(), DType.U32));
                DType scales = packed.scales().dtype().floating() ? floats : DType.U8;
                items.add(item(module + ".scales", packed.scales(), scales));
                packed.biases().ifPresent(biases -> items.add(item(module + ".biases", biases, floats)));
                yield items;
            }
            case Linear.Adapted _ -> throw new IllegalStateException(module + " is adapted, not fused");
        };
    }

    private static Item item(String name, Tensor tensor, DType dtype) {
        return new Item(
                name,
                dtype,
                tensor.shape(),
                to -> to.write(
                        dtype.floating() ? Halves.bytes(dtype, tensor.floats()) : Halves.bytes(dtype, tensor.ints())));
    }

    private static void weights(Path directory, List<Item> items) throws IOException {
        List<List<Item>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long filled = 0;
        long total = 0;
        for (Item item : items) {
            if (filled > 0 && filled + item.size() > SHARD) {
                shards.add(new ArrayList<>());
                filled = 0;
            }
            shards.getLast().add(item);
            filled += item.size();
            total += item.size();
        }
        ObjectNode index = new ObjectMapper().createObjectNode();
        index.putObject("metadata").put("total_size", total);
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String file = shards.size() == 1
                    ? "model.safetensors"
                    : "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
            SafetensorsWriter.write(directory.resolve(file), shards.get(i), Map.of("format", "mlx"));
            for (Item item : shards.get(i)) map.put(item.name(), file);
        }
        ObjectNode weightMap = index.putObject("weight_map");
        map.forEach(weightMap::put);
        Files.writeString(directory.resolve("model.safetensors.index.json"), index.toPrettyString() + "\n");
    }

    /** The source's, sorted as mlx-lm sorts it; without a quantization where nothing is packed any more. */
    private String config(Weights weights) {
        JsonNode old = UntrustedJson.object(source.resolve("config.json"), MAX_CONFIG);
        Map<String, JsonNode> fields = new TreeMap<>();
        old.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        boolean packed = weights.all().stream()
                .map(RawTensor::name)
                .filter(name -> name.endsWith(".scales"))
                .map(name -> name.substring(0, name.length() - ".scales".length()))
                .anyMatch(module -> !(replaced.get(module) instanceof Linear.Dense));
        if (!packed) {
            fields.remove("quantization");
            fields.remove("quantization_config");
        } else if (fields.containsKey("quantization")) fields.put("quantization_config", fields.get("quantization"));
        ObjectNode config = new ObjectMapper().createObjectNode();
        fields.forEach(config::set);
        return config.toPrettyString();
    }
}
