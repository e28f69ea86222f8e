package assay.plan;

import assay.check.Bound;
import assay.core.Items;
import assay.grammar.ast.Expr;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Setting;
import java.util.List;
import java.util.Optional;

/**
 * An experiment whose work is to be told.
 *
 * @param model who does it, if that is known
 */
record Wanted(Bound bound, Scope scope, Figures figures, Concepts concepts, Optional<Reading> model) {

    /** The value of an operand or setting; nothing where it is not written or not known. */
    Optional<Value> value(String name) {
        Optional<Expr> given = bound.of(name);
        if (given.isPresent()) return figures.of(given.get(), scope);
        return bound.spec().settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::fallback)
                .findFirst();
    }

    boolean written(String name) {
        return bound.of(name).isPresent();
    }

    /** A number; an {@link Unknowable} if it is computed while the script runs. */
    long number(String name) {
        if (value(name).orElse(null) instanceof Value.Num(double number)) return (long) number;
        throw new Unknowable("what `" + name + "` is");
    }

    /** A word; empty if it is none, or not known. */
    String word(String name) {
        return value(name).orElse(null) instanceof Value.Str(String text) ? text : "";
    }

    Reading reader() {
        return model.orElseThrow(() -> new Unknowable("which model reads"));
    }

    boolean chat() {
        return word("template").equals("auto");
    }

    /** The texts of an operand: one, a list of them, or the column `prompt` of a table. */
    List<String> texts(String name) {
        Value value = value(name).orElseThrow(() -> new Unknowable("what `" + name + "` holds"));
        return texts(value, name);
    }

    static List<String> texts(Value value, String name) {
        return switch (value) {
            case Value.Str(String text) -> List.of(text);
            case Table table ->
                table.find("prompt")
                        .map(column -> column.items().stream().map(Values::text).toList())
                        .orElseThrow(() -> new Unknowable("what `" + name + "` holds"));
            case Value.Listing(List<Value> items)
            when !items.isEmpty() && items.getFirst() instanceof Value.Num ->
                List.of("x".repeat(items.size())); // token ids
            case Value.Listing(List<Value> items) ->
                items.stream()
                        .map(item -> item instanceof Value.Rec(var fields) && fields.containsKey("prompt")
                                ? Values.text(fields.get("prompt"))
                                : Values.text(item))
                        .toList();
            case Value other -> throw new Unknowable("what `" + name + "` holds");
        };
    }

    /** Tokens of all these texts together. */
    long tokens(List<String> texts, boolean chat) {
        Reading reader = reader();
        return texts.stream().mapToLong(text -> reader.tokens(text, chat)).sum();
    }

    /** How many items a setting lists; 1 for what is no list. */
    long count(String name) {
        return value(name)
                .map(value -> value instanceof Value.Listing || value instanceof Value.Range ? Items.count(value) : 1)
                .orElse(1L);
    }
}
