package assay.lib.inside;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Prompts and their variants.
 *
 * @param clean the condition of the prompts as they are
 * @param prompts the clean prompts, in the order of the table
 * @param variants every other row
 */
record Variants(String clean, List<String> prompts, List<Variant> variants) {

    /** @param prompt index of the clean prompt that it is a variant of */
    record Variant(String condition, String text, int prompt) {}

    /**
     * @param clean the condition's name, or none for the first one
     * @param items the column that tells which rows belong together, or none for their order
     */
    static Variants read(Table table, String column, Value clean, Value items) {
        List<String> conditions = Conditions.texts(table, column);
        List<String> prompts = Conditions.texts(table, "prompt");
        if (conditions.isEmpty()) throw new Failure("the table has no rows");
        String first = clean instanceof Value.Str(String named) ? named : conditions.getFirst();
        List<String> keys = keys(table, conditions, items);
        Map<String, Integer> known = new LinkedHashMap<>();
        List<String> cleanPrompts = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (!conditions.get(row).equals(first)) continue;
            if (known.putIfAbsent(keys.get(row), cleanPrompts.size()) != null)
                throw new Failure("two rows of the condition " + first + " are the same item, " + keys.get(row));
            cleanPrompts.add(prompts.get(row));
        }
        if (known.isEmpty()) throw new Failure("no row has the condition `" + first + "`; the first is the clean one");
        List<Variant> variants = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (conditions.get(row).equals(first)) continue;
            Integer prompt = known.get(keys.get(row));
            if (prompt == null)
                throw new Failure("row " + row + " (" + conditions.get(row) + ") has no row of the condition " + first
                        + " beside it; give every variant its clean prompt");
            variants.add(new Variant(conditions.get(row), prompts.get(row), prompt));
        }
        if (variants.isEmpty())
            throw new Failure("the column `" + column + "` holds one condition only; similarity compares two or more");
        return new Variants(first, cleanPrompts, variants);
    }

    /** What the rows of one item share. */
    private static List<String> keys(Table table, List<String> conditions, Value items) {
        if (items instanceof Value.Str(String column)) return Conditions.texts(table, column);
        Map<String, Integer> seen = new HashMap<>();
        return conditions.stream()
                .map(condition -> Integer.toString(seen.merge(condition, 1, Integer::sum)))
                .toList();
    }

    /** The conditions of the variants, in the order of the table. */
    List<String> conditions() {
        return variants.stream().map(Variant::condition).distinct().toList();
    }

    /** Which variants are of a condition. */
    int[] of(String condition) {
        return IntStream.range(0, variants.size())
                .filter(i -> variants.get(i).condition.equals(condition))
                .toArray();
    }
}
