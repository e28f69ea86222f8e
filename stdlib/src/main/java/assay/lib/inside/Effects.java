package assay.lib.inside;

import assay.engine.model.Model;
import assay.engine.model.Steering;
import assay.lib.concept.ConceptSet;
import assay.lib.concept.Fate;
import assay.lib.concept.Item;
import assay.lib.concept.Steered;
import assay.lib.text.Asking;
import assay.lib.text.Continuations;
import assay.lib.text.Reply;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Tries layers and strengths by what they do to answers: each layer alone at every strength, then the best layer
 * together with others as long as that is better. Among trials that spare the controls the better one swaps more answers;
 * if none does anything without harm, the better one swaps a larger share of answers than it changes of controls. Then what
 * changes fewer controls, then what breaks fewer answers, then what the model finds less unlikely when it is not steered.
 */
final class Effects {
    private static final int TOKENS = 24;

    /**
     * How steering is tried.
     *
     * @param most layers at most
     * @param spare the share of controls that may change
     */
    record Plan(Steering.Mode mode, Steering.Where where, Value.Pair concepts, int most, double spare) {}

    /**
     * One of the trials.
     *
     * @param net the share of answers swapped less that of controls changed
     * @param good whether it swaps answers and spares the controls
     * @param changed answers to controls; none are asked where no answer is swapped
     * @param perplexity of its answers under the model that is not steered, over that of the model's own answers
     */
    record Try(
            List<Integer> layers,
            double alpha,
            boolean good,
            double net,
            int swapped,
            int broken,
            OptionalInt changed,
            double perplexity) {
        static final Comparator<Try> BEST = Comparator.comparing((Try one) -> !one.good)
                .thenComparingDouble(one -> one.good ? -one.swapped : -one.net)
                .thenComparingInt(one -> one.changed.orElse(0))
                .thenComparingInt(one -> one.broken)
                .thenComparingDouble(one -> one.perplexity);
    }

    private final Model model;
    private final Axes axes;
    private final Plan plan;
    private final List<Item> items;
    private final List<Item> controls;
    private final Lab lab;
    private final Asking asking;
    private final List<int[]> prompts;
    private final List<Reply> before;
    private final List<Reply> controlsBefore;
    private final double perplexity; // of the model's own answers
    private final List<Try> tries = new ArrayList<>();

    /** @param questions those whose right answer is one of the concepts are to be swapped; the others are controls */
    Effects(Model model, Axes axes, Plan plan, List<Item> questions, Lab lab) {
        this.model = model;
        this.axes = axes;
        this.plan = plan;
        this.items = ConceptSet.about(plan.concepts, questions);
        this.controls = questions.stream().filter(item -> !items.contains(item)).toList();
        this.lab = lab;
        this.asking = Asking.greedy(model, TOKENS);
        this.prompts = asking.prompts(model, Item.prompts(items));
        this.before = asking.ask(model, Item.prompts(items), lab, "effects before");
        this.controlsBefore = asking.ask(model, Item.prompts(controls), lab, "effects controls before");
        this.perplexity = perplexity(before);
    }

    /**
     * The best layers together with their strength.
     *
     * @param alphas by layer: the strengths to try there alone
     */
    Try choose(int[] layers, double[][] alphas) {
        int total = IntStream.of(layers).map(layer -> alphas[layer].length).sum();
        for (int layer : layers)
            for (double alpha : alphas[layer]) {
                attempt(List.of(layer), alpha);
                lab.progress().step("steering each layer", tries.size(), total);
            }
        List<Try> alone = tries.stream().sorted(Try.BEST).toList();
        Try best = alone.getFirst();
        for (int layer :
                alone.stream().flatMap(one -> one.layers.stream()).distinct().toList()) {
            if (best.layers.size() >= plan.most) break;
            if (best.layers.contains(layer)) continue;
            Try more = withLayer(best, layer);
            if (Try.BEST.compare(more, best) < 0) best = more;
        }
        return best;
    }

    /** As strong in each layer as before, or so that all layers together are. */
    private Try withLayer(Try best, int layer) {
        List<Integer> more = new ArrayList<>(best.layers);
        more.add(layer);
        more.sort(Comparator.naturalOrder());
        Try full = attempt(more, best.alpha);
        Try shared = attempt(more, best.alpha * best.layers.size() / more.size());
        return Try.BEST.compare(full, shared) <= 0 ? full : shared;
    }

    private Try attempt(List<Integer> layers, double alpha) {
        int[] where = layers.stream().mapToInt(Integer::intValue).toArray();
        Steering steering = new Steering(plan.mode, (float) alpha, axes.in(where, plan.mode), plan.where);
        Model steered = model.with(new Steered(steering, plan.concepts), "tried");
        String part = layers + " " + alpha;
        List<Reply> after = asking.ask(steered, Item.prompts(items), lab, "effects " + part);
        List<Fate> fates = Fate.of(items, before, after, plan.concepts);
        int swapped = Fate.count(fates, Fate.SWAPPED);
        OptionalInt changed = swapped == 0 ? OptionalInt.empty() : OptionalInt.of(changed(steered, part));
        Try tried = new Try(
                List.copyOf(layers),
                alpha,
                swapped > 0 && changed.orElse(0) <= plan.spare * controls.size(),
                (double) swapped / items.size() - (double) changed.orElse(0) / Math.max(1, controls.size()),
                swapped,
                Fate.count(fates, Fate.BROKEN),
                changed,
                perplexity(after) / perplexity);
        tries.add(tried);
        return tried;
    }

    private int changed(Model steered, String part) {
        return Reply.changed(
                controlsBefore, asking.ask(steered, Item.prompts(controls), lab, "effects controls " + part));
    }

    /** Infinite where nothing was said. */
    private double perplexity(List<Reply> replies) {
        double found = new Continuations(model, lab.progress())
                .perplexity(prompts, replies.stream().map(Reply::tokens).toList());
        return Double.isNaN(found) ? Double.POSITIVE_INFINITY : found;
    }

    /** What was tried, in order. */
    Table table(Try chosen) {
        Rows rows = rows();
        for (Try one : tries)
            rows.add(
                    words(one.layers),
                    one.alpha,
                    items.size(),
                    one.swapped,
                    one.broken,
                    controls.size(),
                    one.changed.isPresent() ? Value.of(one.changed.getAsInt()) : new Value.None(),
                    Double.isFinite(one.perplexity) ? Value.of(one.perplexity) : new Value.None(),
                    one == chosen);
        return rows.table();
    }

    /** What {@link #table} has if nothing was tried. */
    static Table none() {
        return rows().table();
    }

    private static Rows rows() {
        return new Rows(
                "layers",
                "alpha",
                "questions",
                "swapped",
                "broken",
                "controls",
                "changed",
                "perplexity_ratio",
                "chosen");
    }

    /** Layers for people. */
    static String words(List<Integer> layers) {
        return String.join(", ", layers.stream().map(Object::toString).toList());
    }

    /** From half to four times what lies between the concepts, to two digits. */
    static double[] around(double distance) {
        return Arrays.stream(new double[] {0.5, 1, 1.5, 2, 3, 4})
                .map(times -> rounded(times * distance))
                .toArray();
    }

    private static double rounded(double x) {
        if (x == 0) return 0;
        double unit = Math.pow(10, Math.floor(Math.log10(x)) - 1);
        return Math.round(x / unit) * unit;
    }
}
