package assay.lib.verb;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Value;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls a verb as the interpreter does: types are checked, settings that are not given have their defaults. */
public final class Trial {
    private final Verb verb;
    private final Map<String, Value> arguments = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();
    private long seed = 42;

    public Trial(Verb verb, Model model) {
        this.verb = verb;
        for (Operand operand : verb.spec().operands()) arguments.put(operand.name(), new Value.None());
        for (Setting setting : verb.spec().settings()) arguments.put(setting.name(), setting.fallback());
        arguments.put("model", new Value.ModelRef(model));
    }

    public Trial with(String name, Value value) {
        Type type = verb.spec().operands().stream()
                .filter(operand -> operand.name().equals(name))
                .map(Operand::type)
                .findFirst()
                .orElseGet(() -> verb.spec().settings().stream()
                        .filter(setting -> setting.name().equals(name))
                        .map(Setting::type)
                        .findFirst()
                        .orElseThrow());
        arguments.put(
                name, type.accepts(value).orElseThrow(() -> new AssertionError(name + " takes " + type.expected())));
        written.add(name);
        return this;
    }

    public Trial with(String name, double value) {
        return with(name, Value.of(value));
    }

    public Trial with(String name, String value) {
        return with(name, Value.of(value));
    }

    public Trial with(String name, boolean value) {
        return with(name, Value.of(value));
    }

    public Trial with(String name, int[] ids) {
        return with(
                name, new Value.Listing(Arrays.stream(ids).mapToObj(Value::of).toList()));
    }

    public Trial with(String name, List<String> texts) {
        return with(name, new Value.Listing(texts.stream().map(Value::of).toList()));
    }

    public Trial seed(long root) {
        seed = root;
        return this;
    }

    /** Runs the verb and holds the result to what its table declares. */
    public Result run() {
        Result result = (Result) verb.run(new Call(Map.copyOf(arguments), Set.copyOf(written)), new Quiet(seed));
        for (Field field : verb.spec().fields()) {
            Map<String, Value> place = field.measured() ? result.measured() : result.fields();
            assertThat(place).containsKey(field.name());
            assertThat(field.type().accepts(place.get(field.name())))
                    .as("%s is %s", field.name(), place.get(field.name()))
                    .isPresent();
        }
        assertThat(result.fields().size() + result.measured().size())
                .isEqualTo(verb.spec().fields().size());
        return result;
    }

    /** What a verb gives that makes no result. */
    public Value value() {
        return verb.run(new Call(Map.copyOf(arguments), Set.copyOf(written)), new Quiet(seed));
    }

    private record Quiet(long seed) implements Lab, Progress {
        @Override
        public Progress progress() {
            return this;
        }

        @Override
        public void step(String what, long done, long total) {
            assertThat(done).isBetween(0L, total);
        }

        @Override
        public void live(Snapshot snapshot) {}
    }
}
