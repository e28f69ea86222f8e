package assay.lib.inside;

import assay.lib.concept.ConceptSet;
import assay.lib.concept.Item;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import java.util.List;

/** Operands and settings that {@code direction} and {@code steer} share, since the one does what the other has done first. */
final class DirectionWords {
    private DirectionWords() {}

    static final Operand TEMPLATES = new Operand(
            "templates",
            "from",
            Type.list(new Type.Text()),
            false,
            "texts with {concept} where either concept stands, best as the last word; the standard library's if left out");

    static final Operand BY = new Operand(
            "by",
            "by",
            Type.choice("accuracy", "effect"),
            false,
            "how layers are chosen: accuracy (if not said): those where the concepts are told apart best; effect: those "
                    + "where steering swaps most answers to held-out questions");

    static final Setting METHOD = new Setting(
            "method",
            Type.choice("probe", "mean_difference", "pca"),
            Value.of("probe"),
            "probe: the coefficients of a logistic regression; mean_difference: from mean to mean; pca: the first "
                    + "principal component of the differences within each template");
    static final Setting SELECT =
            new Setting("select", new Type.Whole(1, 4096), Value.of(3), "how many layers to choose at most");
    static final Setting ACCURACY = new Setting(
            "accuracy",
            new Type.Real(0, 1),
            Value.of(0.85),
            "the least share of rows that must be told apart in a layer that is chosen by accuracy");
    static final Setting MODE = new Setting(
            "mode",
            Type.choice("swap", "add", "subtract", "cap", "floor", "translate"),
            Value.of("swap"),
            "with the unit direction d, which points to its first concept, and p = h.d: swap h - 2 alpha p d; "
                    + "add h + alpha d; subtract h - alpha p d; cap h + (clip(p, -alpha, alpha) - p) d; "
                    + "floor h - min(p - alpha, 0) d; translate h - alpha (h.a) a + alpha (h.a) b from the first concept a "
                    + "to the second b");
    static final Setting POSITIONS = new Setting(
            "positions",
            Type.choice("all", "prompt", "generated"),
            Value.of("all"),
            "which tokens are steered: all, those that are read before an answer, or those of the answer");
    static final Setting QUESTIONS = new Setting(
            "questions",
            Type.oneOf(new Type.Table(), new Type.None()),
            new Value.None(),
            "by effect: a table with prompt and expected; where that is one of the concepts it should swap, the others "
                    + "are controls; the standard library's held-out ones if left out");

    static final Setting SPARE = new Setting(
            "spare", new Type.Real(0, 1), Value.of(0.1), "by effect: the share of held-out controls that may change");

    /** A strength, and the type of several. */
    static final Type STRENGTH = new Type.Real(-1e6, 1e6);

    static final Type STRENGTHS = Type.oneOf(STRENGTH, Type.list(STRENGTH), new Type.None());

    static boolean byEffect(Call call) {
        return call.value("by") instanceof Value.Str(String word) && word.equals("effect");
    }

    /** The strengths that are written; none if that is left open. */
    static double[] alphas(Value value) {
        return switch (value) {
            case Value.Num(double alpha) -> new double[] {alpha};
            case Value.Listing(List<Value> items) -> {
                if (items.isEmpty()) throw new Failure("`alpha` is an empty list; write at least one strength");
                yield items.stream()
                        .mapToDouble(item -> ((Value.Num) item).value())
                        .toArray();
            }
            case Value other -> new double[0];
        };
    }

    /** The templates that are written, or the standard library's. */
    static List<String> templates(Value given, Value.Pair pair, Lab lab) {
        if (given instanceof Value.Listing(List<Value> items))
            return items.stream().map(Values::text).toList();
        List<String> known = ConceptSet.of(pair, lab).map(ConceptSet::templates).orElse(List.of());
        if (known.isEmpty())
            throw new Failure("the standard library has no templates for " + pair.from() + " and " + pair.to()
                    + "; write them: `from [\"... {concept}\", ...]`");
        return known;
    }

    /** Questions by which layers are chosen, some of them about the pair. */
    static List<Item> heldOut(Value given, Value.Pair pair, Lab lab) {
        List<Item> all = given instanceof Table table
                ? Item.of(table)
                : ConceptSet.of(pair, lab).map(set -> set.heldOut(pair)).orElse(List.of());
        if (ConceptSet.about(pair, all).isEmpty())
            throw new Failure("there are no held-out questions whose answer is " + pair.from() + " or " + pair.to()
                    + "; give them: `questions [{prompt: \"...\", expected: \"" + pair.from() + "\"}, ...]`");
        return all;
    }
}
