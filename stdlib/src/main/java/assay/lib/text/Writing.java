package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.lib.stats.Rng;
import assay.lib.verb.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Writes answers to inputs, many at a time; an answer does not depend on those beside it. */
final class Writing {
    /** Answers that are written together, which bounds the memory of their caches. */
    private static final int TOGETHER = 64;

    private final Model model;
    private final Decoding decoding;
    private final Lab lab;
    private long positions;
    private long promptTokens;
    private long promptNanos;
    private long generationNanos;

    Writing(Model model, Decoding decoding, Lab lab) {
        this.model = model;
        this.decoding = decoding;
        this.lab = lab;
    }

    /** Answers in the order of the inputs, the replicates of an input one after another; their caches are closed. */
    List<Answer> write(List<int[]> inputs) {
        List<Place> places = places(inputs);
        List<Answer> answers = new ArrayList<>(places.size());
        for (int from = 0; from < places.size(); from += TOGETHER) {
            List<Place> group = places.subList(from, Math.min(from + TOGETHER, places.size()));
            answers.addAll(group(inputs, group, from, places.size()));
        }
        return answers;
    }

    /**
     * An answer that is to be written.
     *
     * @param draw which of the answers to this text it is: with the text, all that its randomness depends on
     */
    private record Place(int input, int replicate, int draw) {}

    private List<Place> places(List<int[]> inputs) {
        List<Place> places = new ArrayList<>();
        Map<List<Integer>, Integer> draws = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++)
            for (int r = 0; r < decoding.replicates(); r++)
                places.add(new Place(i, r, draws.merge(Inputs.boxed(inputs.get(i)), 1, Integer::sum)));
        return places;
    }

    long positions() {
        return positions;
    }

    double promptTps() {
        return promptTokens * 1e9 / Math.max(1, promptNanos);
    }

    double generationTps(List<Answer> answers) {
        return answers.stream().mapToLong(Answer::written).sum() * 1e9 / Math.max(1, generationNanos);
    }

    private List<Answer> group(List<int[]> inputs, List<Place> group, int before, int total) {
        int first = group.getFirst().input();
        List<int[]> prompts = inputs.subList(first, group.getLast().input() + 1);
        List<Answer> answers = new ArrayList<>();
        float[][] expected = new float[prompts.size()][];
        long start = System.nanoTime();
        List<KvCache> caches = read(prompts, expected);
        long middle = System.nanoTime();
        try {
            for (Place place : group) {
                int i = place.input - first;
                answers.add(answer(place, prompts.get(i), caches.get(i)));
                answers.getLast().cache.generating();
                answers.getLast().next(expected[i]);
            }
            while (step(answers.stream().filter(answer -> !answer.done()).toList()))
                lab.progress().step("writing", before + count(answers), total);
            promptNanos += middle - start;
            generationNanos += System.nanoTime() - middle;
            return answers;
        } finally {
            caches.forEach(KvCache::close);
            answers.forEach(Answer::close);
        }
    }

    private Answer answer(Place place, int[] prompt, KvCache cache) {
        UniformRandomProvider random = Rng.of(lab.seed(), "generate " + Arrays.toString(prompt), place.draw);
        KvCache own = decoding.replicates() == 1 ? cache : cache.fork();
        return new Answer(model, decoding, place.input, place.replicate, prompt, own, random);
    }

    private static long count(List<Answer> answers) {
        return answers.stream().filter(Answer::done).count();
    }

    /** Reads the prompts and notes the logits after each; gives their caches. */
    private List<KvCache> read(List<int[]> prompts, float[][] expected) {
        promptTokens += prompts.stream().mapToLong(prompt -> prompt.length).sum();
        Prefill.Kept kept = new Prefill(model, lab.progress()).keep(prompts, (pass, pieces) -> {
            for (Prefill.Piece piece : pieces) {
                int last = piece.from() + piece.size() - 1;
                List<Integer> ending = piece.sequences().stream()
                        .filter(sequence -> prompts.get(sequence).length - 1 == last)
                        .toList();
                if (ending.isEmpty()) continue;
                float[] logits = pass.logits(piece.row(last));
                for (int sequence : ending) expected[sequence] = logits;
            }
        });
        positions += kept.positions();
        return kept.caches();
    }

    /** One more token for each; false when there is nothing left to do. */
    private boolean step(List<Answer> active) {
        if (active.isEmpty()) return false;
        List<Sequence> batch = active.stream()
                .map(answer -> new Sequence(answer.cache, new int[] {answer.last()}))
                .toList();
        try (Pass pass = model.forward(batch)) {
            positions += pass.positions();
            int[] rows =
                    IntStream.range(0, active.size()).map(k -> pass.row(k, 0)).toArray();
            pass.logits(rows, (index, logits) -> active.get(index).next(logits));
        }
        return true;
    }
}
