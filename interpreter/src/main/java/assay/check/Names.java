package assay.check;

import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.ast.Name;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names that can be read at a place. A block sees the names around it and may not bind them again; a procedure's
 * body sees the script's names and may.
 */
public final class Names {
    private final Optional<Names> outer;
    private final boolean separate;
    private final boolean open;
    private final Map<String, Binding> bindings = new LinkedHashMap<>();
    private final Map<String, Name> later = new HashMap<>();
    private boolean use;

    private Names(Optional<Names> outer, boolean separate, boolean open) {
        this.outer = outer;
        this.separate = separate;
        this.open = open;
    }

    /** The names of a script, none yet. */
    public static Names script() {
        return new Names(Optional.empty(), true, false);
    }

    /** What these names of a script are now; binding more to the copy leaves them as they are. */
    public Names copy() {
        return only(binding -> true);
    }

    /** A copy with some of the bindings that can be read here. */
    Names only(Predicate<Binding> wanted) {
        Names copy = script();
        all().stream().flatMap(name -> find(name).stream()).filter(wanted).forEach(copy::bind);
        copy.use = using();
        return copy;
    }

    public Names block() {
        return new Names(Optional.of(this), false, false);
    }

    /** A block that binds names of which nothing else is known. */
    public Names block(List<String> unknown) {
        Names block = block();
        Source nowhere = new Source("", "");
        for (String name : unknown) block.bind(Binding.of(new Name(name, new Span(0, 0)), nowhere, Known.NOTHING));
        return block;
    }

    public Names procedure() {
        return new Names(Optional.of(this), true, false);
    }

    /** The names inside a row of a table: its columns first. Where they are not known, any name may be one of them. */
    Names row(List<String> columns, Source source) {
        Names row = new Names(Optional.of(this), true, columns.isEmpty());
        for (String column : columns) row.bind(Binding.of(new Name(column, new Span(0, 0)), source, Known.NOTHING));
        return row;
    }

    public Optional<Binding> find(String name) {
        Binding own = bindings.get(name);
        return own != null ? Optional.of(own) : outer.flatMap(names -> names.find(name));
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** Whether a name that is not bound may be the column of a table that is not known yet. */
    boolean open() {
        return open || outer.map(Names::open).orElse(false);
    }

    /** The binding that forbids to bind this name here. */
    Optional<Binding> clash(String name) {
        Binding own = bindings.get(name);
        if (own != null) return Optional.of(own);
        return separate ? Optional.empty() : outer.flatMap(names -> names.clash(name));
    }

    void bind(Binding binding) {
        bindings.put(binding.name().text(), binding);
    }

    /** A name that a statement further down will bind. */
    void expect(Name name) {
        later.putIfAbsent(name.text(), name);
    }

    /** Where a name that cannot be read yet will be bound. */
    Optional<Name> later(String name) {
        return Optional.ofNullable(later.get(name)).or(() -> outer.flatMap(names -> names.later(name)));
    }

    /** From here on sentences that name no model speak of the one in use. */
    void use() {
        use = true;
    }

    /** Sets whether a model is in use. */
    void using(boolean use) {
        this.use = use;
    }

    /** Whether a model is in use. */
    public boolean using() {
        return use || outer.map(Names::using).orElse(false);
    }

    /** Every name that can be read here, innermost first. */
    public Set<String> all() {
        Set<String> all = new LinkedHashSet<>(bindings.keySet());
        outer.ifPresent(names -> all.addAll(names.all()));
        return all;
    }

    /** What this very scope binds. */
    Map<String, Binding> own() {
        return Map.copyOf(bindings);
    }
}
