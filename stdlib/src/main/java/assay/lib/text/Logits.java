package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Rows;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.Arrays;
import java.util.List;

/** {@code logits M X}: what a model expects after an input. */
public final class Logits implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "logits",
            "what a model expects next, over the whole vocabulary",
            List.of(Words.MODEL, new Operand("text", "", Inputs.ONE, true, "what the model reads: text or token ids")),
            List.of(
                    new Setting("top", new Type.Whole(1, 100_000), Value.of(10), "how many tokens the table holds"),
                    Words.SPECIAL),
            Type.result("logits"),
            List.of(
                    new Field("logits", new Type.Tensor(), "the logits after the last token: [vocab]"),
                    new Field("top", new Type.Table(), "the most likely next tokens: id, text, logit, logprob, p"),
                    new Field("entropy", Type.number(), "of the next token, in nats"),
                    new Field("tokens", Type.list(Type.atLeast(0)), "the ids that were read"),
                    Words.FORWARD_POSITIONS),
            """
            let next = logits qilin "The color is" top 5
            show next.top
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Inputs inputs = Inputs.of(model, call.value("text"), call.flag("special"));
        int[] ids = inputs.ids().getFirst();
        Distribution[] next = new Distribution[1];
        long positions = new Prefill(model, lab.progress()).read(inputs.ids(), (pass, pieces) -> {
            if (pieces.getLast().holds(ids.length - 1)) next[0] = new Distribution(pass.logits(pass.positions() - 1));
        });
        return new Findings(SPEC)
                .put(
                        "logits",
                        new TensorValue("logits", List.of("vocab"), new int[] {next[0].size()}, next[0].logits()))
                .put("top", top(model, next[0], call.whole("top")))
                .put("entropy", next[0].entropy())
                .put("tokens", Inputs.listing(ids))
                .put("forward_positions", positions)
                .result();
    }

    private static Value top(Model model, Distribution next, int count) {
        Rows rows = new Rows("id", "text", "logit", "logprob", "p");
        for (int id : Arrays.copyOf(next.ranked(next.size()), Math.min(count, next.size()))) {
            double logprob = next.logprob(id);
            rows.add(id, Inputs.piece(model.tokenizer(), id), next.logit(id), logprob, StrictMath.exp(logprob));
        }
        return rows.table();
    }
}
