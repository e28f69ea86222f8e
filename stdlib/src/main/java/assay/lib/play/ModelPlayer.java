package assay.lib.play;

import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.engine.text.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A model at the board: it reads only what is new to it, all replicates in one forward pass. */
final class ModelPlayer implements Player {
    /** In one forward pass; far more replicates than usual take several, or the activations would not fit in memory. */
    private static final int MOST_POSITIONS = 2048;

    private final String name;
    private final Model model;
    private final Reader reader;
    private final UnaryOperator<float[]> lens;
    private final boolean[] ordinary;
    private final List<Seat> seats;
    private long positions;
    private long ties;

    /** @param lens what is done to each row of logits before anything is read from it */
    ModelPlayer(String name, Model model, Reader reader, int seats, UnaryOperator<float[]> lens) {
        this.name = name;
        this.model = model;
        this.reader = reader;
        this.lens = lens;
        Tokenizer tokenizer = reader.tokenizer();
        this.ordinary = new boolean[tokenizer.size()];
        for (int id = 0; id < ordinary.length; id++) ordinary[id] = tokenizer.isOrdinary(id);
        this.seats = Stream.generate(() -> new Seat(model.cache(), tokenizer.bos()))
                .limit(seats)
                .toList();
    }

    @Override
    public void read(List<View> views) {
        List<Seat> readers = new ArrayList<>();
        List<Sequence> batch = new ArrayList<>();
        int tokens = 0;
        for (View view : views) {
            Seat seat = seats.get(view.seat());
            int[] news = seat.news(view.tokens());
            if (news.length == 0) continue;
            if (tokens > 0 && tokens + news.length > MOST_POSITIONS) {
                forward(readers, batch);
                tokens = 0;
            }
            readers.add(seat);
            batch.add(new Sequence(seat.cache, news));
            tokens += news.length;
        }
        if (tokens > 0) forward(readers, batch);
        predict(views);
    }

    private void forward(List<Seat> readers, List<Sequence> batch) {
        Pass pass = model.forward(batch);
        positions += pass.positions();
        HeldPass held = new HeldPass(pass);
        for (int i = 0; i < batch.size(); i++)
            readers.get(i).append(batch.get(i).tokens(), held, i);
        readers.clear();
        batch.clear();
    }

    private void predict(List<View> views) {
        Map<HeldPass, List<Seat.Place>> unknown = new LinkedHashMap<>();
        for (View view : views) {
            Seat seat = seats.get(view.seat());
            for (int asked : view.asked()) {
                Seat.Place place = seat.place(asked);
                if (place.prediction == null)
                    unknown.computeIfAbsent(place.pass, pass -> new ArrayList<>())
                            .add(place);
            }
        }
        unknown.forEach((held, places) -> {
            int[] rows = places.stream().mapToInt(place -> place.row).toArray();
            held.pass().logits(rows, (index, logits) -> {
                Prediction prediction = Prediction.of(lens.apply(logits), ordinary);
                if (prediction.tied()) ties++;
                places.get(index).prediction = prediction;
            });
        });
    }

    @Override
    public Prediction prediction(int seat, int place) {
        return seats.get(seat).place(place).prediction;
    }

    @Override
    public double[] probabilities(List<Question> questions) {
        Map<HeldPass, List<Integer>> byPass = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            byPass.computeIfAbsent(place(questions.get(i)).pass, pass -> new ArrayList<>())
                    .add(i);
        }
        double[] probabilities = new double[questions.size()];
        byPass.forEach((held, some) -> {
            int[] rows =
                    some.stream().mapToInt(i -> place(questions.get(i)).row).toArray();
            held.pass().logits(rows, (index, logits) -> {
                int i = some.get(index);
                probabilities[i] = Prediction.probability(
                        lens.apply(logits), questions.get(i).token());
            });
        });
        return probabilities;
    }

    private Seat.Place place(Question question) {
        return seats.get(question.seat()).place(question.place());
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
    public long positions() {
        return positions;
    }

    @Override
    public long ties() {
        return ties;
    }

    @Override
    public boolean draws() {
        return false;
    }

    @Override
    public void close() {
        seats.forEach(Seat::close);
    }
}
