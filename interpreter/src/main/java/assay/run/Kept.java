package assay.run;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What experiments have found so far, and the finished parts of those that take long, so that a killed run can go on. An
 * experiment is known by its number and by what it was asked: a run does the same experiments in the same order each
 * time, as long as nothing that it rests on has changed. What does not fit is not used, and so computed anew.
 */
final class Kept {
    private static final String WHOLE = "";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** @param asked the digest of verb, arguments and seed */
    private record Key(int experiment, String asked, String part) {}

    private final Map<Key, String> before = new HashMap<>(); // as text, which is smaller than a tree
    private final Map<Integer, Integer> after = new HashMap<>(); // how many had begun when an experiment ended
    private final Consumer<String> lines;
    private final ResultCheck check;
    private int experiments;

    /** @param lines takes a line of kept.jsonl, at once */
    Kept(Verbs verbs, Consumer<String> lines) {
        this.lines = lines;
        this.check = new ResultCheck(verbs);
    }

    /** @param before the lines of a run that was killed; those that are not as they were written are not looked at */
    Kept(Verbs verbs, Consumer<String> lines, List<String> before) {
        this(verbs, lines);
        for (String line : before) entry(line).ifPresent(this::remember);
    }

    private void remember(JsonNode entry) {
        int number = entry.path("experiment").asInt();
        Key key =
                new Key(number, entry.path("asked").asText(), entry.path("part").asText());
        before.put(key, entry.get("value").toString());
        if (entry.path("after").isInt()) after.put(number, entry.get("after").intValue());
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

    /** The experiment that begins now; a change of what it is asked makes it another. */
    Experiment next(String asked) {
        return new Experiment(experiments++, Digest.of(asked));
    }

    /** One experiment of the run. */
    final class Experiment {
        private final int number;
        private final String asked;

        private Experiment(int number, String asked) {
            this.number = number;
            this.asked = asked;
        }

        /**
         * The experiment's result, as it was found before or is found now, with the experiments inside of it.
         *
         * @param type what its verb gives
         */
        Value whole(Type type, Supplier<Value> experiment) {
            if (type instanceof Type.Any) return experiment.get(); // reads a file, which is quick and may have changed
            Value value = part(WHOLE, type, experiment);
            experiments = Math.max(experiments, after.getOrDefault(number, 0));
            return value;
        }

        Value part(String part, Supplier<Value> computation) {
            return part(part, new Type.Any(), computation);
        }

        private Value part(String part, Type type, Supplier<Value> computation) {
            Key key = new Key(number, asked, part);
            return known(key).filter(value -> type.accepts(value).isPresent()).orElseGet(() -> {
                Value value = computation.get();
                if (lasts(value)) keep(key, value);
                return value;
            });
        }
    }

    private Optional<Value> known(Key key) {
        String text = before.get(key);
        if (text == null) return Optional.empty();
        try {
            Value value = Json.value(MAPPER.readTree(text), Kept::noModel);
            return check.wrong(value).isPresent() ? Optional.empty() : Optional.of(value);
        } catch (JsonProcessingException | Failure notOurs) {
            return Optional.empty();
        }
    }

    private void keep(Key key, Value value) {
        String text = Json.withTensors(value).toString();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("experiment", key.experiment).put("asked", key.asked).put("part", key.part);
        if (key.part.equals(WHOLE)) entry.put("after", experiments);
        entry.put("digest", Digest.of(text));
        String open = entry.toString();
        lines.accept(open.substring(0, open.length() - 1) + ",\"value\":" + text + "}\n");
    }

    private static assay.engine.model.Model noModel(String name) {
        throw new Failure("kept.jsonl cannot hold the model `" + name + "`");
    }

    /** Whether a value can be read back as it is: models are made anew, and JSON has no word for infinity. */
    private static boolean lasts(Value value) {
        return switch (value) {
            case Value.ModelRef _, Procedure _ -> false;
            case Value.Num(double number) -> Double.isFinite(number);
            case Value.Listing(List<Value> items) -> items.stream().allMatch(Kept::lasts);
            case Value.Rec(Map<String, Value> fields) -> lasts(fields);
            case Result result -> lasts(result.fields()) && lasts(result.measured());
            case Table table -> table.columns().stream().allMatch(column -> lasts(table.column(column)));
            case TensorValue tensor -> lasts(tensor.data());
            case Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _ -> true;
        };
    }

    private static boolean lasts(Map<String, Value> fields) {
        return fields.values().stream().allMatch(Kept::lasts);
    }

    private static boolean lasts(float[] elements) {
        for (float element : elements) if (!Float.isFinite(element)) return false;
        return true;
    }
}
