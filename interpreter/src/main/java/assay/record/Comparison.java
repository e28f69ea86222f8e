package assay.record;

import assay.record.Difference.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What two runs found, value by value. Whole numbers, yes and no, and text are equal or not. Other numbers may differ by
 * {@link #TOLERANCE} of the larger one, or by {@link #NOTHING}, unless every bit is expected to be equal.
 */
public final class Comparison {
    /** How far engines may lie apart, as a share of the larger number. */
    public static final double TOLERANCE = 1e-4;
    /** Two numbers that are this near are equal, however small they are: what is left of a difference that is zero. */
    public static final double NOTHING = 1e-6;

    private static final List<String> COMPARED = List.of("expectations", "hypotheses", "status");
    private static final Pattern TOKENS = Pattern.compile("(token|text|answer|piece|new|old)(s|_\\w+)?");

    private final boolean exact;
    private final List<Difference> differences = new ArrayList<>();
    private Optional<Difference> largest = Optional.empty();
    private long equal;
    private long within;

    private Comparison(boolean exact) {
        this.exact = exact;
    }

    /**
     * Compares two results.json.
     *
     * @param exact whether numbers are expected to be equal in every bit
     */
    public static Comparison of(JsonNode first, JsonNode second, boolean exact) {
        Comparison comparison = new Comparison(exact);
        comparison.fields("", first.path("results"), second.path("results"), false);
        for (String part : COMPARED) comparison.value(part, first.path(part), second.path(part), false);
        return comparison;
    }

    public boolean same() {
        return differences.isEmpty();
    }

    /** In the order of the first record. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many values are equal, near enough, and not. */
    public String summary() {
        String widest = largest.map(number -> ", " + String.format(java.util.Locale.ROOT, "%.1e", number.relative())
                        + " at most, at " + number.path())
                .orElse("");
        return equal + " values equal, " + within + " within tolerance" + widest + (widest.isEmpty() ? ", " : "; ")
                + differences.size() + " differ";
    }

    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("equal", equal).put("within", within).put("differ", differences.size());
        var all = node.putArray("differences");
        differences.forEach(difference -> all.add(difference.json()));
        return node;
    }

    private void value(String path, JsonNode first, JsonNode second, boolean tokens) {
        if (first.isMissingNode() || second.isMissingNode()) {
            if (first.isMissingNode() != second.isMissingNode()) differ(path, Kind.ABSENT, first, second);
        } else if (first.isNumber() && second.isNumber()) {
            number(path, first, second, tokens);
        } else if (first.getNodeType() != second.getNodeType()) {
            differ(path, Kind.SHAPE, first, second);
        } else if (first.isObject()) {
            if (table(first) && table(second)) rows(path, first, second, tokens);
            else fields(path, first, second, tokens);
        } else if (first.isArray()) {
            items(path, first, second, List.of(), tokens);
        } else if (first.equals(second)) {
            equal++;
        } else {
            differ(path, first.isBoolean() ? Kind.TRUTH : tokens ? Kind.TOKEN : Kind.TEXT, first, second);
        }
    }

    private void number(String path, JsonNode first, JsonNode second, boolean tokens) {
        double a = first.doubleValue();
        double b = second.doubleValue();
        boolean whole = first.isIntegralNumber() && second.isIntegralNumber();
        if (whole ? first.equals(second) : a == b) {
            equal++;
            return;
        }
        double apart = Math.abs(a - b);
        double relative = apart / Math.max(Math.abs(a), Math.abs(b));
        Kind kind = whole ? (tokens ? Kind.TOKEN : Kind.WHOLE) : Kind.NUMBER;
        boolean near = !whole && (relative <= TOLERANCE || apart <= NOTHING);
        if (near && exact) kind = Kind.ROUNDING;
        Difference difference = new Difference(path, kind, first.asText(), second.asText(), whole ? 0 : relative);
        if (!near || exact) {
            differences.add(difference);
            return;
        }
        within++;
        if (largest.isEmpty() || largest.get().relative() < relative) largest = Optional.of(difference);
    }

    private void fields(String path, JsonNode first, JsonNode second, boolean tokens) {
        Set<String> names = new LinkedHashSet<>();
        first.fieldNames().forEachRemaining(names::add);
        second.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String inner = path.isEmpty() ? name : path + "." + name;
            value(
                    inner,
                    first.path(name),
                    second.path(name),
                    tokens || TOKENS.matcher(name).matches());
        }
    }

    private void items(String path, JsonNode first, JsonNode second, List<String> columns, boolean tokens) {
        if (first.size() != second.size())
            differences.add(new Difference(path, Kind.LENGTH, first.size() + " items", second.size() + " items", 0));
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            String column = i < columns.size() ? columns.get(i) : "";
            String inner = columns.isEmpty() ? path + "[" + i + "]" : path + "." + column;
            value(
                    inner,
                    first.get(i),
                    second.get(i),
                    tokens || TOKENS.matcher(column).matches());
        }
    }

    /** Tables with the same columns, cell by cell. */
    private void rows(String path, JsonNode first, JsonNode second, boolean tokens) {
        if (!first.path("columns").equals(second.path("columns"))) {
            differ(path, Kind.SHAPE, first.path("columns"), second.path("columns"));
            return;
        }
        List<String> columns = new ArrayList<>();
        first.path("columns").forEach(column -> columns.add(column.asText()));
        JsonNode before = first.path("rows");
        JsonNode now = second.path("rows");
        if (before.size() != now.size())
            differences.add(new Difference(path, Kind.LENGTH, before.size() + " rows", now.size() + " rows", 0));
        for (int row = 0; row < Math.min(before.size(), now.size()); row++) {
            String inner = path + "[" + row + "]";
            if (before.get(row).isArray() && now.get(row).isArray())
                items(inner, before.get(row), now.get(row), columns, tokens);
            else value(inner, before.get(row), now.get(row), tokens);
        }
    }

    private static boolean table(JsonNode node) {
        return node.size() == 2
                && node.path("columns").isArray()
                && node.path("rows").isArray();
    }

    private void differ(String path, Kind kind, JsonNode first, JsonNode second) {
        Brief brief = Brief.of(text(first), text(second));
        differences.add(new Difference(path, kind, brief.first(), brief.second(), 0));
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
