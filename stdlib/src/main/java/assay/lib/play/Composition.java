package assay.lib.play;

import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model was trained on, as the composition.json in its directory tells. */
record Composition(List<Source> sources, Map<Integer, String> sourceOf) {
    private static final long MOST_BYTES = 16 << 20;

    /**
     * @param fraction of the training tokens that came from it
     * @param distinctive the part of its tokens that occur only or almost only in it
     */
    record Source(String name, double fraction, double distinctive) {}

    /** Of the model in a directory, if it has one; one that cannot be understood is a {@link Failure}. */
    static Optional<Composition> of(String model, Path directory) {
        Path file = directory.resolve("composition.json");
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            if (Files.size(file) > MOST_BYTES) throw wrong(model, "is larger than " + (MOST_BYTES >> 20) + " MB");
            return Optional.of(read(model, new ObjectMapper().readTree(Files.readAllBytes(file))));
        } catch (JacksonException malformed) {
            throw wrong(model, "is not JSON: " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw wrong(model, "cannot be read: " + unreadable.getMessage());
        }
    }

    private static Composition read(String model, JsonNode root) {
        JsonNode entries = root.path("sources");
        if (!entries.isObject() || entries.isEmpty()) throw wrong(model, "has no object `sources`");
        List<Source> sources = new ArrayList<>();
        Map<Integer, String> sourceOf = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            String name = entry.getKey();
            JsonNode source = entry.getValue();
            sources.add(new Source(
                    name,
                    share(model, name, source, "fraction"),
                    share(model, name, source, "fraction_of_its_tokens_that_are_distinctive")));
            if (!source.path("distinctive_tokens").isArray())
                throw wrong(model, "has no list `distinctive_tokens` in `" + name + "`");
            for (JsonNode token : source.path("distinctive_tokens")) {
                if (!token.path("id").canConvertToInt() || !token.path("id").isIntegralNumber())
                    throw wrong(model, "has a distinctive token without a whole number `id` in `" + name + "`");
                String before = sourceOf.put(token.path("id").intValue(), name);
                if (before != null)
                    throw wrong(
                            model,
                            "names token " + token.path("id").intValue() + " as distinctive of `" + before
                                    + "` and of `" + name + "`");
            }
        }
        return new Composition(List.copyOf(sources), sourceOf);
    }

    private static double share(String model, String name, JsonNode source, String field) {
        double share = source.path(field).isNumber() ? source.path(field).doubleValue() : Double.NaN;
        if (!(share >= 0 && share <= 1))
            throw wrong(model, "has no number from 0 to 1 as `" + field + "` of `" + name + "`");
        return share;
    }

    /**
     * The share of a source among tokens that are distinctive of any, drawn as in training: what insertions that owe
     * nothing to the game would show.
     */
    double expected(Source source) {
        double all =
                sources.stream().mapToDouble(s -> s.fraction * s.distinctive).sum();
        return all > 0 ? source.fraction * source.distinctive / all : 0;
    }

    private static Failure wrong(String model, String what) {
        return new Failure("composition.json of " + model + " " + what + "; correct or remove it");
    }
}
