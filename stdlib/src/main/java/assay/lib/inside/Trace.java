package assay.lib.inside;

import assay.engine.Tensor;
import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Point;
import assay.engine.model.Sequence;
import assay.engine.model.Taps;
import assay.lib.text.Distribution;
import assay.lib.text.Inputs;
import assay.lib.text.Prefill;
import assay.lib.text.Words;
import assay.lib.value.Rows;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Failure;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code trace M "..." from "..."}: where an answer is decided, by causal tracing (Meng et al., Locating and Editing Factual
 * Associations in GPT, 2022; with another prompt in the place of noise, as in interchange interventions).
 */
public final class Trace implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "trace",
            "where an answer is decided: one place after another is patched from another prompt",
            List.of(
                    Words.MODEL,
                    new Operand("prompt", "", new Type.Text(), true, "the prompt whose answer is to change"),
                    Patching.SOURCE,
                    new Operand("layers", "at", Layers.TYPE, false, "which layers, counted from 0; all if left out")),
            List.of(Patching.POINT, Patching.TEMPLATE),
            Type.result("trace"),
            List.of(
                    new Field(
                            "effects",
                            new Type.Tensor(),
                            "float32 [layers, positions]: with the logit of the other prompt's answer less that of the own one, 0 "
                                    + "where patching changes nothing, 1 where it makes the difference that the other prompt makes"),
                    new Field("cells", new Type.Table(), "the same as a table: layer, position, token, effect"),
                    new Field("layer", Type.whole(), "where the largest effect is"),
                    new Field("position", Type.whole(), "where the largest effect is"),
                    new Field("effect", Type.number(), "the largest effect"),
                    new Field("answer", new Type.Text(), "the token that the model expects after the prompt"),
                    new Field("source_answer", new Type.Text(), "the token that it expects after the other prompt"),
                    new Field("tokens", Type.list(new Type.Text()), "of the prompt"),
                    new Field("model", new Type.Text(), "who read"),
                    Words.FORWARD_POSITIONS),
            """
            let traced = trace qilin "What color is grass?" from "What color is blood?"
            plot traced.effects
            expect traced.source_answer == "red"
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Hook hook = Hook.of(call.text("point"));
        if (!hook.point().layered() || !hook.point().rows())
            throw new Failure("`trace` patches tokens layer by layer, and the hook point " + hook.point().label
                    + " does not allow that; take another, e.g. resid_post");
        int[] layers =
                hook.layer().isPresent() ? new int[] {hook.layer().getAsInt()} : Layers.of(model, call.value("layers"));
        int[] prompt = Patching.prompt(model, call, "prompt");
        int[] source = Patching.prompt(model, call, "source");
        if (prompt.length != source.length)
            throw new Failure("the prompts have " + prompt.length + " and " + source.length
                    + " tokens; choose words that take as many tokens, so that places correspond");
        float[][][] rows = Patching.rows(model, hook.point(), layers, source, lab);
        Run run = new Run(model, hook.point(), prompt);
        Distribution own = run.read(prompt);
        Distribution other = run.read(source);
        int size = model.tokenizer().size();
        int ownAnswer = own.ranked(Math.min(size, own.size()))[0];
        int otherAnswer = other.ranked(Math.min(size, other.size()))[0];
        if (ownAnswer == otherAnswer)
            throw new Failure("the model expects \"" + Inputs.piece(model.tokenizer(), ownAnswer)
                    + "\" after both prompts, so there is no difference to trace; take prompts with different answers");
        double none = own.logit(otherAnswer) - own.logit(ownAnswer);
        double whole = other.logit(otherAnswer) - other.logit(ownAnswer);
        float[] effects = new float[layers.length * prompt.length];
        for (int i = 0; i < layers.length; i++) {
            double[] found = run.patched(layers[i], rows[i], otherAnswer, ownAnswer);
            for (int position = 0; position < found.length; position++)
                effects[i * prompt.length + position] = (float) ((found[position] - none) / (whole - none));
            lab.progress().step("patching", i + 1, layers.length);
        }
        return findings(model, layers, prompt, effects)
                .put("answer", Inputs.piece(model.tokenizer(), ownAnswer))
                .put("source_answer", Inputs.piece(model.tokenizer(), otherAnswer))
                .put("model", model.name())
                .put("forward_positions", run.positions + source.length)
                .result();
    }

    private static Findings findings(Model model, int[] layers, int[] prompt, float[] effects) {
        List<String> tokens = Arrays.stream(prompt)
                .mapToObj(id -> Inputs.piece(model.tokenizer(), id))
                .toList();
        Rows cells = new Rows("layer", "position", "token", "effect");
        int best = 0;
        for (int i = 0; i < effects.length; i++) {
            cells.add(layers[i / prompt.length], i % prompt.length, tokens.get(i % prompt.length), effects[i]);
            if (effects[i] > effects[best]) best = i;
        }
        return new Findings(SPEC)
                .put(
                        "effects",
                        new TensorValue(
                                "effects",
                                List.of("layers", "positions"),
                                new int[] {layers.length, prompt.length},
                                effects))
                .put("cells", cells.table())
                .put("layer", layers[best / prompt.length])
                .put("position", best % prompt.length)
                .put("effect", effects[best])
                .put("tokens", new Value.Listing(tokens.stream().map(Value::of).toList()));
    }

    /** Reads prompts of the same length, patched and not. */
    private static final class Run {
        private final Model model;
        private final Point point;
        private final int[] prompt;
        private long positions;

        Run(Model model, Point point, int[] prompt) {
            this.model = model;
            this.point = point;
            this.prompt = prompt;
        }

        Distribution read(int[] tokens) {
            try (KvCache cache = model.cache();
                    Pass pass = model.forward(List.of(new Sequence(cache, tokens)))) {
                positions += pass.positions();
                return new Distribution(pass.logits(tokens.length - 1));
            }
        }

        /** For every position, when it alone is patched: the logit of the one token less that of the other. */
        double[] patched(int layer, float[][] rows, int plus, int minus) {
            double[] found = new double[prompt.length];
            int together = Math.max(1, Prefill.ROWS / prompt.length);
            for (int from = 0; from < prompt.length; from += together) {
                int count = Math.min(together, prompt.length - from);
                some(
                        layer,
                        rows,
                        from,
                        count,
                        (position, logits) -> found[position] = (double) logits[plus] - logits[minus]);
            }
            return found;
        }

        private interface Taker {
            void take(int position, float[] logits);
        }

        /** One pass of as many copies of the prompt; the k-th has position {@code from + k} patched. */
        private void some(int layer, float[][] rows, int from, int count, Taker taker) {
            List<KvCache> caches = new ArrayList<>();
            try {
                for (int k = 0; k < count; k++) caches.add(model.cache());
                List<Sequence> batch = caches.stream()
                        .map(cache -> new Sequence(cache, prompt))
                        .toList();
                try (Pass pass = model.forward(batch, replacing(layer, rows, from, count))) {
                    positions += pass.positions();
                    int[] last = IntStream.range(0, count)
                            .map(k -> pass.row(k, prompt.length - 1))
                            .toArray();
                    pass.logits(last, (k, logits) -> taker.take(from + k, logits));
                }
            } finally {
                caches.forEach(KvCache::close);
            }
        }

        private Taps replacing(int layer, float[][] rows, int from, int count) {
            int width = rows[0].length;
            float[] kept = new float[count * prompt.length]; // [rows, 1]
            float[] added = new float[kept.length * width];
            Arrays.fill(kept, 1);
            for (int k = 0; k < count; k++) {
                int row = k * prompt.length + from + k;
                kept[row] = 0;
                System.arraycopy(rows[from + k], 0, added, row * width, width);
            }
            return new Taps() {
                @Override
                public Tensor tap(Point where, int at, Tensor x) {
                    if (!wants(where, at)) return x;
                    var engine = model.engine();
                    Tensor left = engine.multiply(x, engine.astype(engine.array(kept, kept.length, 1), x.dtype()));
                    return engine.add(left, engine.astype(engine.array(added, kept.length, width), x.dtype()));
                }

                @Override
                public boolean wants(Point where, int at) {
                    return where == point && at == layer;
                }
            };
        }
    }
}
