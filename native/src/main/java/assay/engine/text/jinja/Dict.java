package assay.engine.text.jinja;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Python dict: keeps its order; 1, 1.0 and True are the same key. Filled once, then only read. */
final class Dict {
    private static final int MAX_TUPLE = 16;

    private final Map<Object, Entry> entries = new LinkedHashMap<>();

    /** Key and value as they were put in. */
    record Entry(Object key, Object value) {}

    void put(Object key, Object value) {
        Object same = same(key);
        Entry old = entries.get(same);
        entries.put(same, new Entry(old == null ? key : old.key(), value));
    }

    boolean contains(Object key) {
        return entries.containsKey(same(key));
    }

    /** The entry of a key, or null. */
    Entry get(Object key) {
        return entries.get(same(key));
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    int size() {
        return entries.size();
    }

    /** Equal keys become equal Java objects. */
    static Object same(Object key) {
        return switch (key) {
            case null -> Undefined.class;
            case Boolean b -> b ? 1L : 0L;
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e18 -> (long) (double) d;
            case Tuple(List<Object> items)
            when items.size() <= MAX_TUPLE && items.stream().noneMatch(Tuple.class::isInstance) ->
                new Tuple(items.stream().map(Dict::same).toList());
            case Tuple tuple -> throw new Fault("a tuple as a key may hold " + MAX_TUPLE + " plain values at most.");
            case List<?> list -> throw new Fault("a list cannot be a key.");
            case Dict dict -> throw new Fault("a dict cannot be a key.");
            default -> key;
        };
    }
}
