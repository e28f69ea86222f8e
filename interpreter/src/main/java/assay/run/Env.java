package assay.run;

import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The values of names at a place of a running script; a model is opened when its value is asked for. */
final class Env {
    /** The model in use, and the name it was used by. */
    record Use(Optional<String> name, Supplier<Value> model) {}

    /** What an environment held at a time. */
    record Mark(Map<String, Supplier<Value>> values, Optional<Use> use) {}

    private final Optional<Env> outer;
    private final Map<String, Supplier<Value>> values = new HashMap<>();
    private Optional<Use> use = Optional.empty();

    private Env(Optional<Env> outer) {
        this.outer = outer;
    }

    static Env script() {
        return new Env(Optional.empty());
    }

    Env block() {
        return new Env(Optional.of(this));
    }

    void bind(String name, Value value) {
        values.put(name, () -> value);
    }

    /** Binds a name to a value that is made when it is first needed. */
    void bind(String name, Supplier<Value> value) {
        values.put(name, value);
    }

    Mark mark() {
        return new Mark(Map.copyOf(values), use);
    }

    /** Forgets what has been bound and used since. */
    void back(Mark mark) {
        values.clear();
        values.putAll(mark.values());
        use = mark.use();
    }

    /** Forgets all names but these. */
    void retain(Set<String> names) {
        values.keySet().retainAll(names);
    }

    boolean has(String name) {
        return values.containsKey(name) || outer.map(env -> env.has(name)).orElse(false);
    }

    /** The value of a name; a {@link Failure} where it has none yet. */
    Value get(String name) {
        return supplier(name).get();
    }

    Supplier<Value> supplier(String name) {
        Supplier<Value> own = values.get(name);
        if (own != null) return own;
        if (outer.isPresent()) return outer.get().supplier(name);
        throw new Failure("`" + name + "` has no value here");
    }

    void use(Use use) {
        this.use = Optional.of(use);
    }

    Optional<Use> use() {
        return use.or(() -> outer.flatMap(Env::use));
    }
}
