package assay.engine.text.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Filters that make lists of lists. */
final class GroupFilters {
    private GroupFilters() {}

    static void addTo(Map<String, Filter> all) {
        all.put("groupby", GroupFilters::groupBy);
        all.put("batch", GroupFilters::batch);
        all.put("slice", GroupFilters::slice);
    }

    private static Object groupBy(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("groupby", "attribute", "default", "case_sensitive");
        UnaryOperator<Object> real = item -> evaluator.attribute(item, bound.get(0), bound.get(1, null));
        UnaryOperator<Object> key = item -> ListFilters.key(evaluator, real.apply(item), null, bound.truth(2));
        List<Object> groups = new ArrayList<>();
        List<Object> group = null;
        Object last = null;
        for (Object item : ListFilters.sorted(evaluator, evaluator.python().list(value), false, key)) {
            Object next = key.apply(item);
            if (group == null || !evaluator.python().equal(last, next)) {
                group = new ArrayList<>();
                groups.add(new Group(real.apply(item), group));
            }
            group.add(item);
            last = next;
        }
        return groups;
    }

    private static Object batch(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("batch", "linecount", "fill_with");
        int size = bound.number(0);
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Iterator<Object> items = evaluator.python().iterate(value); items.hasNext(); ) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(items.next());
        }
        if (!batch.isEmpty()) {
            Object filler = bound.get(1, null);
            if (filler != null) {
                evaluator.python().budget().items(size);
                while (batch.size() < size) {
                    batch.add(filler);
                }
            }
            batches.add(batch);
        }
        return Generator.of(batches);
    }

    private static Object slice(Evaluator evaluator, Object value, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("slice", "slices", "fill_with");
        List<Object> items = evaluator.python().list(value);
        int slices = bound.number(0);
        if (slices <= 0) {
            throw new Fault("slice needs a number of slices above 0.");
        }
        evaluator.python().budget().items(slices);
        int extra = items.size() % slices;
        List<Object> result = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + items.size() / slices + (i < extra ? 1 : 0);
            List<Object> slice = new ArrayList<>(items.subList(from, to));
            if (bound.get(1, null) != null && i >= extra) {
                slice.add(bound.get(1));
            }
            result.add(slice);
            from = to;
        }
        return Generator.of(result);
    }
}
