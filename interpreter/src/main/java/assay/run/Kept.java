package assay.run;

import assay.engine.model.Model;
import assay.files.Digest;
import assay.lib.value.Json;
import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.ResultCheck;
import assay.lib.verb.Type;
import assay.lib.verb.Verbs;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What experiments have found so far, and the finished parts of those that take long, so that a killed run can go on and
 * the next run of the script need not do again what has not changed. An experiment is known by what it was {@link Asked};
 * one that this does not tell all of is known by its place too, and only to the run itself, which does the same
 * experiments in the same order each time. What does not fit is not used, and so computed anew.
 */
final class Kept {
    private static final String WHOLE = "";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param asked a digest */
    private record Key(String asked, String part) {}

    /**
     * What was found.
     *
     * @param value as text, which is smaller than a tree
     * @param inside how many experiments were done inside of it
     * @param own whether this run has written it down
     */
    private record Found(String value, int inside, boolean own) {}

    private final Map<Key, Found> before = new HashMap<>();
    private final Consumer<String> lines;
    private final ResultCheck check;
    private final Earlier earlier;
    private boolean told;
    private boolean spared;
    private int experiments;

    /**
     * @param lines takes a line of kept.jsonl, at once
     * @param own the lines of this run, if it was killed; those that are not as they were written are not looked at
     * @param earlier the results of other runs
     */
    Kept(Verbs verbs, Consumer<String> lines, List<String> own, Earlier earlier) {
        this.lines = lines;
        this.check = new ResultCheck(verbs);
        this.earlier = earlier;
        earlier.seal().ifPresent(seal -> earlier.lines().forEach(line -> entry(line)
                .filter(entry -> seal.isOn(sealed(entry), entry.path("seal").asText()))
                .ifPresent(entry -> remember(entry, false))));
        for (String line : own) entry(line).ifPresent(entry -> remember(entry, true));
    }

    private void remember(JsonNode entry, boolean own) {
        Key key = new Key(entry.path("asked").asText(), entry.path("part").asText());
        Found found =
                new Found(entry.get("value").toString(), entry.path("inside").asInt(), own);
        before.put(key, found);
    }

    /** A line that is whole and has not been changed. */
    static Optional<JsonNode> entry(String line) {
        try {
            JsonNode entry = MAPPER.readTree(line);
            boolean whole = entry.has("value")
                    && entry.path("digest")
                            .asText()
                            .equals(Digest.of(entry.get("value").toString()));
            return whole ? Optional.of(entry) : Optional.empty();
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    /** What a seal is put on: all of a line that matters. */
    private static String sealed(JsonNode entry) {
        return String.join(
                "\n",
                entry.path("asked").asText(),
                entry.path("part").asText(),
                entry.path("inside").asText(),
                entry.path("digest").asText());
    }

    /** The experiment that begins now; a change of what it is asked makes it another. */
    Experiment next(Asked asked) {
        return new Experiment(asked, experiments++);
    }

    /** Whether anything has not been computed because it was found before. */
    boolean spared() {
        return spared;
    }

    /** One experiment of the run. */
    final class Experiment {
        private final Asked asked;
        private final String digest;
        private final int begun = experiments;

        private Experiment(Asked asked, int number) {
            this.asked = asked;
            this.digest = asked.everything() ? asked.digest() : Digest.of(number + asked.digest());
        }

        /**
         * The experiment's result, as it was found before or is found now, with the experiments inside of it.
         *
         * @param type what its verb gives
         */
        Value whole(Type type, Supplier<Value> experiment) {
            if (type instanceof Type.Any) return experiment.get(); // reads a file, which is quick and may have changed
            return part(WHOLE, type, experiment);
        }

        Value part(String part, Supplier<Value> computation) {
            return part(part, new Type.Any(), computation);
        }

        private Value part(String part, Type type, Supplier<Value> computation) {
            Key key = new Key(digest, part);
            Optional<Value> known = known(key, asked.models())
                    .filter(value -> type.accepts(value).isPresent());
            if (known.isEmpty()) {
                Value value = computation.get();
                if (lasts(value, asked.models()))
                    keep(key, Json.withTensors(value).toString(), experiments - begun);
                return value;
            }
            spared = true;
            Found found = before.get(key);
            if (part.equals(WHOLE)) experiments = begun + found.inside;
            if (!found.own) taken(key, found);
            return known.get();
        }

        private void taken(Key key, Found found) {
            keep(key, found.value, found.inside);
            before.put(key, new Found(found.value, found.inside, true));
            if (!told) earlier.used().run();
            told = true;
        }

        private void keep(Key key, String value, int inside) {
            ObjectNode entry = JsonNodeFactory.instance.objectNode();
            entry.put("asked", key.asked).put("part", key.part).put("inside", inside);
            entry.put("digest", Digest.of(value));
            if (asked.everything()) earlier.seal().ifPresent(seal -> entry.put("seal", seal.on(sealed(entry))));
            String open = entry.toString();
            lines.accept(open.substring(0, open.length() - 1) + ",\"value\":" + value + "}\n");
        }
    }

    private Optional<Value> known(Key key, Map<String, Model> models) {
        Found found = before.get(key);
        if (found == null) return Optional.empty();
        try {
            Value value = Json.value(MAPPER.readTree(found.value), name -> given(models, name));
            return check.wrong(value).isPresent() ? Optional.empty() : Optional.of(value);
        } catch (JsonProcessingException | Failure notOurs) {
            return Optional.empty();
        }
    }

    private static Model given(Map<String, Model> models, String name) {
        return Optional.ofNullable(models.get(name))
                .orElseThrow(() -> new Failure("the experiment was not given the model `" + name + "`"));
    }

    /** Whether a value can be read back as it is: other models are made anew, and JSON has no word for infinity. */
    private static boolean lasts(Value value, Map<String, Model> models) {
        return switch (value) {
            case Value.ModelRef(Model model) -> models.get(model.name()) == model;
            case Procedure _ -> false;
            case Value.Num(double number) -> Double.isFinite(number);
            case Value.Listing(List<Value> items) -> lasts(items, models);
            case Value.Rec(Map<String, Value> fields) -> lasts(fields.values(), models);
            case Result result ->
                lasts(result.fields().values(), models)
                        && lasts(result.measured().values(), models);
            case Table table -> table.columns().stream().allMatch(column -> lasts(table.column(column), models));
            case TensorValue tensor -> lasts(tensor.data());
            case Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _ -> true;
        };
    }

    private static boolean lasts(Collection<Value> values, Map<String, Model> models) {
        return values.stream().allMatch(value -> lasts(value, models));
    }

    private static boolean lasts(float[] elements) {
        for (float element : elements) if (!Float.isFinite(element)) return false;
        return true;
    }
}
