package assay.lib.text;

import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.text.Tokenizer;
import assay.lib.text.Prefill.Piece;
import assay.lib.value.Rows;
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

/** {@code score M X}: how likely a model finds a text, token by token. */
public final class Score implements Verb {
    private static final Type NUMBERS = Words.each(Type.number());

    private static final VerbSpec SPEC = new VerbSpec(
            "score",
            "how likely a model finds a text, token by token",
            List.of(
                    Words.MODEL,
                    new Operand("text", "", Inputs.SOME, true, "a text, its token ids, or a list of either")),
            List.of(Words.SPECIAL),
            Type.result("score"),
            List.of(
                    new Field(
                            "logprob", NUMBERS, "the sum over the scored tokens, in nats; a list for a list of texts"),
                    new Field("tokens", Words.each(Type.atLeast(0)), "how many tokens are scored: all but the first"),
                    new Field("perplexity", NUMBERS, "the exponential of the mean negative logprob"),
                    new Field(
                            "bits_per_byte",
                            Words.each(Type.oneOf(Type.number(), new Type.None())),
                            "negative logprob in bits, per byte of the scored tokens; none if they have no bytes"),
                    new Field("entropy", NUMBERS, "the mean entropy of the predictions, in nats"),
                    new Field(
                            "per_token",
                            new Type.Table(),
                            "input, position, id, text, logprob, entropy, rank (1 is the most likely)"),
                    new Field(
                            "results",
                            new Type.Table(),
                            "a row per text: input, logprob, tokens, bytes, perplexity, bits_per_byte, entropy"),
                    Words.FORWARD_POSITIONS),
            """
            let calm = score qilin ["Grass is green.", "Grass is red."]
            show calm.results
            expect calm.perplexity[0] < calm.perplexity[1]
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Model model = call.model("model");
        Inputs inputs = Inputs.of(model, call.value("text"), call.flag("special"));
        List<Scored> scored = new ArrayList<>();
        List<int[]> contexts = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int[] ids = inputs.ids().get(i);
            if (ids.length == 1)
                throw new Failure("input " + i + " has one token only, and the model " + model.name()
                        + " has nothing to predict it from; give it more text");
            scored.add(new Scored(ids));
            contexts.add(Arrays.copyOf(ids, ids.length - 1));
        }
        long positions =
                new Prefill(model, lab.progress()).read(contexts, (pass, pieces) -> read(pass, pieces, scored));
        return findings(model.tokenizer(), inputs, scored)
                .put("forward_positions", positions)
                .result();
    }

    private static void read(Pass pass, List<Piece> pieces, List<Scored> scored) {
        Piece[] piece = new Piece[pass.positions()];
        for (Piece each : pieces) Arrays.fill(piece, each.row(), each.row() + each.size(), each);
        int[] rows = IntStream.range(0, piece.length).toArray();
        pass.logits(rows, (row, logits) -> {
            Distribution next = new Distribution(logits);
            int position = piece[row].from() + row - piece[row].row();
            for (int sequence : piece[row].sequences()) scored.get(sequence).predicted(position + 1, next);
        });
    }

    private static Findings findings(Tokenizer tokenizer, Inputs inputs, List<Scored> scored) {
        Rows tokens = new Rows("input", "position", "id", "text", "logprob", "entropy", "rank");
        Rows results = new Rows("input", "logprob", "tokens", "bytes", "perplexity", "bits_per_byte", "entropy");
        for (int i = 0; i < scored.size(); i++) {
            Scored each = scored.get(i);
            for (int p = 1; p < each.ids.length; p++) {
                int id = each.ids[p];
                tokens.add(i, p, id, Inputs.piece(tokenizer, id), each.logprob[p], each.entropy[p], each.rank[p]);
            }
            int bytes = each.bytes(tokenizer);
            double sum = Arrays.stream(each.logprob).sum();
            int count = each.ids.length - 1;
            Value perBit = bytes == 0 ? new Value.None() : Value.of(-sum / StrictMath.log(2) / bytes);
            double entropy = Arrays.stream(each.entropy).sum() / count;
            results.add(i, sum, count, bytes, StrictMath.exp(-sum / count), perBit, entropy);
        }
        var table = results.table();
        Findings findings = new Findings(SPEC).put("per_token", tokens.table()).put("results", table);
        for (String field : List.of("logprob", "tokens", "perplexity", "bits_per_byte", "entropy"))
            findings.put(field, inputs.each(table.column(field).items()));
        return findings;
    }

    /** What is known of the tokens of one input; entries of position 0, which nothing predicts, stay 0. */
    private static final class Scored {
        final int[] ids;
        final double[] logprob;
        final double[] entropy;
        final int[] rank;

        Scored(int[] ids) {
            this.ids = ids;
            this.logprob = new double[ids.length];
            this.entropy = new double[ids.length];
            this.rank = new int[ids.length];
        }

        void predicted(int position, Distribution next) {
            logprob[position] = next.logprob(ids[position]);
            entropy[position] = next.entropy();
            rank[position] = next.rank(ids[position]);
        }

        int bytes(Tokenizer tokenizer) {
            int bytes = 0;
            for (int p = 1; p < ids.length; p++)
                if (!tokenizer.isSpecial(ids[p])) bytes += tokenizer.bytes(ids[p]).length;
            return bytes;
        }
    }
}
