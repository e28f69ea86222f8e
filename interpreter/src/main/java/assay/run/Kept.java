package assay.run;

import assay.lib.value.Json;
import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What experiments have found so far, and the finished parts of those that take long, so that a killed run can go on. An
 * experiment is known by its number: a run does the same experiments in the same order each time, as long as script,
 * parameters, seed, engine and models are the same.
 */
final class Kept {
    private static final String WHOLE = "";

    private record Key(int experiment, String part) {}

    private final Map<Key, JsonNode> before = new HashMap<>();
    private final Map<Integer, Integer> after = new HashMap<>(); // how many had begun when an experiment ended
    private final Consumer<String> lines;
    private int experiments;

    /** @param lines takes a line of kept.jsonl, at once */
    Kept(Consumer<String> lines) {
        this.lines = lines;
    }

    /** @param before the lines of a run that was killed; a last one that is not whole is not looked at */
    Kept(Consumer<String> lines, List<String> before) {
        this(lines);
        ObjectMapper mapper = new ObjectMapper();
        for (String line : before) {
            try {
                JsonNode entry = mapper.readTree(line);
                this.before.put(
                        new Key(
                                entry.path("experiment").asInt(),
                                entry.path("part").asText()),
                        entry.path("value"));
            } catch (JsonProcessingException torn) {
                return;
            }
        }
    }

    /** The experiment that begins now. */
    Experiment next() {
        return new Experiment(experiments++);
    }

    /** One experiment of the run, by its number. */
    final class Experiment {
        private final int number;

        private Experiment(int number) {
            this.number = number;
        }

        /** The experiment's result, as it was found before or is found now, with the experiments inside of it. */
        Value whole(Supplier<Value> experiment) {
            Value value = part(WHOLE, experiment);
            experiments = Math.max(experiments, after.getOrDefault(number, 0));
            return value;
        }

        Value part(String part, Supplier<Value> computation) {
            Key key = new Key(number, part);
            JsonNode known = before.get(key);
            if (known != null) return Json.value(known, Kept::noModel);
            Value value = computation.get();
            if (lasts(value)) keep(key, value);
            return value;
        }
    }

    private void keep(Key key, Value value) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("experiment", key.experiment).put("part", key.part);
        if (key.part.equals(WHOLE)) entry.put("after", experiments);
        entry.set("value", Json.withTensors(value));
        lines.accept(entry + "\n");
    }

    private static assay.engine.model.Model noModel(String name) {
        throw new Failure("kept.jsonl holds the model `" + name + "`, which it cannot; run anew, without --resume");
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
            case Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _, assay.lib.value.TensorValue _ ->
                true;
        };
    }

    private static boolean lasts(Map<String, Value> fields) {
        return fields.values().stream().allMatch(Kept::lasts);
    }
}
