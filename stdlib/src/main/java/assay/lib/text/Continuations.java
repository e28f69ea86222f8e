package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.lib.text.Prefill.Piece;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely a model finds given answers to prompts: the log-probability of every token of an answer, in nats. The model
 * takes the answer for its own, as {@code steer ... positions generated} understands it.
 */
public record Continuations(Model model, Progress progress) {
    private static final int TOGETHER = 64;

    /** One array per prompt, as long as its answer. */
    public List<double[]> logprobs(List<int[]> prompts, List<int[]> answers) {
        List<double[]> found = new ArrayList<>();
        for (int from = 0; from < prompts.size(); from += TOGETHER) {
            int to = Math.min(from + TOGETHER, prompts.size());
            found.addAll(together(prompts.subList(from, to), answers.subList(from, to)));
        }
        return found;
    }

    /** The exponential of the mean negative log-probability of all tokens of all answers; NaN if there are none. */
    public double perplexity(List<int[]> prompts, List<int[]> answers) {
        double sum = 0;
        long count = 0;
        for (double[] each : logprobs(prompts, answers)) {
            sum += Arrays.stream(each).sum();
            count += each.length;
        }
        return StrictMath.exp(-sum / count);
    }

    private List<double[]> together(List<int[]> prompts, List<int[]> answers) {
        List<double[]> found =
                answers.stream().map(answer -> new double[answer.length]).toList();
        Prefill.Kept kept = new Prefill(model, progress)
                .keep(prompts, (pass, pieces) -> firsts(prompts, answers, pass, pieces, found));
        try {
            for (KvCache cache : kept.caches()) cache.generating();
            for (int from = 0, to; from < prompts.size(); from = to) {
                to = fitting(answers, from);
                rest(kept.caches(), answers, from, to, found);
            }
            return found;
        } finally {
            kept.caches().forEach(KvCache::close);
        }
    }

    /** The first token of an answer is expected at the end of its prompt. */
    private static void firsts(
            List<int[]> prompts, List<int[]> answers, Pass pass, List<Piece> pieces, List<double[]> found) {
        for (Piece piece : pieces) {
            int last = piece.from() + piece.size() - 1;
            List<Integer> ending = piece.sequences().stream()
                    .filter(sequence -> prompts.get(sequence).length - 1 == last)
                    .filter(sequence -> answers.get(sequence).length > 0)
                    .toList();
            if (ending.isEmpty()) continue;
            Distribution next = new Distribution(pass.logits(piece.row(last)));
            for (int sequence : ending) found.get(sequence)[0] = next.logprob(answers.get(sequence)[0]);
        }
    }

    /** Where the answers from {@code from} on fill a pass; a longer one has a pass for itself. */
    private static int fitting(List<int[]> answers, int from) {
        int rows = answers.get(from).length;
        int to = from + 1;
        while (to < answers.size() && rows + answers.get(to).length <= Prefill.ROWS) rows += answers.get(to++).length;
        return to;
    }

    private void rest(List<KvCache> caches, List<int[]> answers, int from, int to, List<double[]> found) {
        int[] several =
                IntStream.range(from, to).filter(i -> answers.get(i).length > 1).toArray();
        if (several.length == 0) return;
        List<Sequence> batch = Arrays.stream(several)
                .mapToObj(i -> new Sequence(caches.get(i), Arrays.copyOf(answers.get(i), answers.get(i).length - 1)))
                .toList();
        List<int[]> targets = new ArrayList<>(); // {answer, place}
        for (int i : several)
            for (int place = 1; place < answers.get(i).length; place++) targets.add(new int[] {i, place});
        try (Pass pass = model.forward(batch)) {
            pass.logits(IntStream.range(0, pass.positions()).toArray(), (row, logits) -> {
                int[] target = targets.get(row);
                int token = answers.get(target[0])[target[1]];
                found.get(target[0])[target[1]] = new Distribution(logits).logprob(token);
            });
        }
        progress.step("scoring", to, answers.size());
    }
}
