package assay.lib.play;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A player whose logits are a function of the tokens before, computed anew each time. */
final class FunctionPlayer implements Player {
    private final String name;
    private final Reader reader;
    private final Function<int[], float[]> logits;
    private final Map<Integer, int[]> read = new HashMap<>();

    FunctionPlayer(String name, Reader reader, Function<int[], float[]> logits) {
        this.name = name;
        this.reader = reader;
        this.logits = logits;
    }

    /** Logits that look random but depend on the tokens before alone; whole numbers, so that ties occur. */
    static Function<int[], float[]> hashed(long seed, int columns) {
        return tokens -> {
            java.util.Random random = new java.util.Random(seed * 31 + Arrays.hashCode(tokens));
            float[] row = new float[columns];
            for (int i = 0; i < columns; i++) row[i] = random.nextInt(8);
            return row;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reader reader() {
        return reader;
    }

    @Override
    public void read(List<View> views) {
        for (View view : views) read.put(view.seat(), view.tokens());
    }

    @Override
    public Prediction prediction(int seat, int place) {
        boolean[] ordinary = new boolean[reader.tokenizer().size()];
        for (int id = 0; id < ordinary.length; id++)
            ordinary[id] = reader.tokenizer().isOrdinary(id);
        return Prediction.of(row(seat, place), ordinary);
    }

    private float[] row(int seat, int place) {
        return logits.apply(Arrays.copyOf(read.get(seat), place));
    }

    @Override
    public double[] probabilities(List<Question> questions) {
        return questions.stream()
                .mapToDouble(q -> Prediction.probability(row(q.seat(), q.place()), q.token()))
                .toArray();
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
        return false;
    }

    @Override
    public void close() {}
}
