package assay.engine.hub;

import assay.engine.io.Plain;
import assay.engine.io.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of a model are fetched: what Assay reads, by name. Nothing else is ever written, whatever a listing says,
 * above all no pickles and no code.
 */
final class Wanted {
    static final String INDEX = "model.safetensors.index.json";
    static final String SINGLE = "model.safetensors";
    static final List<String> NEEDED = List.of("config.json", "tokenizer.json");

    private static final Pattern TEXTS = Pattern.compile("config\\.json|generation_config\\.json"
            + "|tokenizer[A-Za-z0-9_-]{0,40}\\.json|special_tokens_map\\.json|added_tokens\\.json"
            + "|chat_template\\.(jinja|json)|merges\\.txt|vocab\\.(json|txt)|"
            + Pattern.quote(INDEX));
    private static final Set<String> FOREIGN =
            Set.of(".gguf", ".bin", ".pt", ".pth", ".ckpt", ".h5", ".msgpack", ".onnx");

    private Wanted() {}

    /** Whether this describes a model, so that it is fetched before the weights. */
    static boolean describes(String name) {
        return TEXTS.matcher(name).matches();
    }

    /** The files that come before the weights; refuses a model that Assay cannot read. */
    static List<RemoteFile> descriptions(HubId id, Map<String, RemoteFile> files) {
        if (!files.containsKey(INDEX) && !files.containsKey(SINGLE)) throw unreadable(id, files.keySet());
        for (String needed : NEEDED) {
            if (!files.containsKey(needed))
                throw new HubException("`" + id + "` has no " + needed
                        + "; a model that Assay reads is config.json, tokenizer.json and *.safetensors");
        }
        return files.values().stream().filter(file -> describes(file.name())).toList();
    }

    /**
     * The weight files.
     *
     * @param shards names that the index lists; empty without an index
     */
    static List<RemoteFile> weights(HubId id, Map<String, RemoteFile> files, Set<String> shards) {
        List<RemoteFile> weights = new ArrayList<>();
        for (String name : shards.isEmpty() ? Set.of(SINGLE) : new TreeSet<>(shards)) {
            RemoteFile file = Weights.isFileName(name) ? files.get(name) : null;
            if (file == null)
                throw new HubException("the index of `" + id + "` names the weight file \"" + Plain.text(name)
                        + "\", which the model does not have; use another conversion of it");
            weights.add(file);
        }
        return weights;
    }

    private static HubException unreadable(HubId id, Set<String> names) {
        String others = names.stream()
                .map(name -> name.substring(Math.max(0, name.lastIndexOf('.'))))
                .filter(suffix -> FOREIGN.contains(suffix) || suffix.equals(".safetensors"))
                .distinct()
                .sorted()
                .map(suffix -> "*" + suffix)
                .collect(Collectors.joining(", "));
        return new HubException(
                "`" + id + "` has no model.safetensors"
                        + (others.isEmpty() ? "" : ", only " + others)
                        + "; Assay reads safetensors weights (pickled ones can run code), so look for a conversion, e.g. by mlx-community");
    }
}
