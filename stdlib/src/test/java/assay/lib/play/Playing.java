package assay.lib.play;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Field;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Progress;
import assay.lib.verb.Setting;
import assay.lib.verb.Verb;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls verbs as the interpreter does: settings that are not given have their defaults. */
final class Playing {
    private final Map<String, Value> arguments = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Verb verb;
    private Progress progress = new Silence();

    private Playing(Verb verb) {
        this.verb = verb;
        for (Operand operand : verb.spec().operands()) arguments.put(operand.name(), new Value.None());
        for (Setting setting : verb.spec().settings()) arguments.put(setting.name(), setting.fallback());
    }

    static Playing of(Verb verb) {
        return new Playing(verb);
    }

    Playing with(String name, Value value) {
        verb.spec().settings().stream()
                .filter(setting -> setting.name().equals(name))
                .forEach(setting ->
                        assertThat(setting.type().accepts(value)).as(name).isPresent());
        assertThat(arguments).containsKey(name);
        arguments.put(name, value);
        written.add(name);
        return this;
    }

    Playing with(String name, double value) {
        return with(name, Value.of(value));
    }

    Playing with(String name, String value) {
        return with(name, Value.of(value));
    }

    Playing watchedBy(Progress listener) {
        progress = listener;
        return this;
    }

    /** Runs the verb and holds the result to what its table declares. */
    Result run(long seed) {
        Result result = (Result) verb.run(new Call(Map.copyOf(arguments), Set.copyOf(written)), new Lab() {
            @Override
            public long seed() {
                return seed;
            }

            @Override
            public Progress progress() {
                return progress;
            }
        });
        assertThat(result.fields().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        verb.spec().fields().stream().map(Field::name).toList());
        for (Field field : verb.spec().fields())
            assertThat(field.type().accepts(result.fields().get(field.name())))
                    .as(field.name() + " = " + result.fields().get(field.name()))
                    .isPresent();
        return result;
    }

    static double number(Result result, String field) {
        return ((Value.Num) result.fields().get(field)).value();
    }

    static String text(Result result, String field) {
        return ((Value.Str) result.fields().get(field)).text();
    }

    static boolean flag(Result result, String field) {
        return ((Value.Bool) result.fields().get(field)).value();
    }

    static Table table(Result result, String field) {
        return (Table) result.fields().get(field);
    }

    static List<Double> numbers(Table table, String column) {
        return table.column(column).items().stream()
                .map(value -> ((Value.Num) value).value())
                .toList();
    }

    static List<String> texts(Value listing) {
        return ((Value.Listing) listing)
                .items().stream().map(value -> ((Value.Str) value).text()).toList();
    }
}
