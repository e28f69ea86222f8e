package assay.lib.play;

import assay.engine.model.Model;
import assay.engine.text.Tokenizer;
import assay.lib.stats.Rng;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A game made ready: who plays, from which boards, by which rules.
 *
 * @param game the verb, for those who watch
 * @param starts a board for each replicate; cells with ids of the first contender's vocabulary
 */
record Contest(String game, List<Contender> contenders, List<List<Cell>> starts, Rules rules) {

    /** Who plays; as many seats as there are replicates. */
    sealed interface Contender {
        String name();

        Tokenizer tokenizer();

        /** The model, if it plays as it is. */
        default Optional<Model> itself() {
            return Optional.empty();
        }

        record Plain(String name, Model model) implements Contender {
            @Override
            public Tokenizer tokenizer() {
                return model.tokenizer();
            }

            @Override
            public Optional<Model> itself() {
                return Optional.of(model);
            }
        }

        /** Its logits are permuted over its ordinary tokens, always in the same way. */
        record Shuffled(String name, Model model, long seed) implements Contender {
            @Override
            public Tokenizer tokenizer() {
                return model.tokenizer();
            }
        }

        /** Nobody; places tokens of someone else's vocabulary. */
        record Nobody(Tokenizer tokenizer, int[] tokens, long seed) implements Contender {
            @Override
            public String name() {
                return "random";
            }
        }
    }

    /** The same boards and rules for others; cells that are no token of theirs stay what they are. */
    Contest among(List<Contender> others) {
        Reader reader = Reader.of(List.of(others.getFirst().tokenizer())).getFirst();
        List<List<Cell>> same = starts.stream()
                .map(start ->
                        start.stream().map(cell -> reader.cell(cell.bytes())).toList())
                .toList();
        return new Contest(game, others, same, rules);
    }

    /** Plays all replicates to their end. */
    Played play(Progress progress) {
        List<Reader> readers =
                Reader.of(contenders.stream().map(Contender::tokenizer).toList());
        List<Board> boards = IntStream.range(0, starts.size())
                .mapToObj(replicate -> new Board(replicate, starts.get(replicate), contenders.size()))
                .toList();
        List<String> names = names();
        List<Player> players = new ArrayList<>();
        try {
            for (int i = 0; i < contenders.size(); i++) players.add(player(i, names.get(i), readers.get(i)));
            new Game(game, players, boards, rules, progress).play();
            return new Played(
                    names,
                    contenders.stream().map(Contender::itself).toList(),
                    readers,
                    boards,
                    rules,
                    players.stream().mapToLong(Player::positions).sum(),
                    players.stream().map(Player::ties).toList());
        } finally {
            players.forEach(Player::close);
        }
    }

    private Player player(int index, String name, Reader reader) {
        int seats = starts.size();
        return switch (contenders.get(index)) {
            case Contender.Plain plain -> new ModelPlayer(name, plain.model, reader, seats, UnaryOperator.identity());
            case Contender.Shuffled shuffled ->
                new ModelPlayer(name, shuffled.model, reader, seats, shuffle(reader.tokenizer(), shuffled.seed));
            case Contender.Nobody nobody -> new RandomPlayer(reader, nobody.tokens, seats, nobody.seed);
        };
    }

    private static UnaryOperator<float[]> shuffle(Tokenizer tokenizer, long seed) {
        int[] ordinary = IntStream.range(0, tokenizer.size())
                .filter(tokenizer::isOrdinary)
                .toArray();
        int[] order = Rng.permutation(Rng.of(seed, "shuffled logits", 0), ordinary.length);
        return logits -> {
            float[] shuffled = logits.clone();
            for (int i = 0; i < ordinary.length; i++) shuffled[ordinary[order[i]]] = logits[ordinary[i]];
            return shuffled;
        };
    }

    /** Names as columns and records need them: all different, and none that a table uses for something else. */
    private List<String> names() {
        Set<String> taken = new HashSet<>(Set.of("iteration", "total"));
        List<String> names = new ArrayList<>();
        for (Contender contender : contenders) {
            String name = contender.name();
            for (int n = 2; !taken.add(name); n++) name = contender.name() + "_" + n;
            names.add(name);
        }
        return names;
    }
}
