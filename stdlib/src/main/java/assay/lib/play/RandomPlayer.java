package assay.lib.play;

import assay.lib.stats.Rng;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Nobody at the board: places tokens drawn uniformly from the start tokens, in single mode in a cell drawn uniformly. */
final class RandomPlayer implements Player {
    private final Reader reader;
    private final int[] tokens;
    private final List<UniformRandomProvider> seats;
    private final Map<Integer, Map<Integer, Prediction>> predictions = new HashMap<>();

    /** @param tokens ascending, ids of the reader's vocabulary */
    RandomPlayer(Reader reader, int[] tokens, int seats, long seed) {
        this.reader = reader;
        this.tokens = tokens;
        this.seats = IntStream.range(0, seats)
                .mapToObj(seat -> Rng.of(seed, "random player", seat))
                .toList();
    }

    @Override
    public void read(List<View> views) {
        for (View view : views) {
            UniformRandomProvider random = seats.get(view.seat());
            Map<Integer, Prediction> drawn = new HashMap<>();
            for (int place : view.asked()) {
                int token = tokens[random.nextInt(tokens.length)];
                drawn.put(
                        place,
                        new Prediction(
                                token, Math.log(tokens.length), 1.0 / tokens.length, random.nextDouble(), false));
            }
            predictions.put(view.seat(), drawn);
        }
    }

    @Override
    public Prediction prediction(int seat, int place) {
        return predictions.get(seat).get(place);
    }

    @Override
    public double[] probabilities(List<Question> questions) {
        return questions.stream()
                .mapToDouble(question -> Arrays.binarySearch(tokens, question.token()) >= 0 ? 1.0 / tokens.length : 0)
                .toArray();
    }

    @Override
    public String name() {
        return "random";
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public long positions() {
        return 0;
    }

    @Override
    public long ties() {
        return 0;
    }

    @Override
    public boolean draws() {
        return true;
    }

    @Override
    public void close() {}
}
