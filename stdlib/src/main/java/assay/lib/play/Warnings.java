package assay.lib.play;

import assay.lib.value.Value;
import assay.lib.verb.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may make a game's result an artefact. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Call call, Played played) {
        List<String> warnings = of(played);
        if (call.written().contains("block") && played.rules().mode() != Mode.SINGLE)
            warnings.add("`block` does nothing in mode " + played.rules().mode().word());
        return warnings;
    }

    static List<String> of(Played played) {
        List<String> warnings = new ArrayList<>();
        for (int player = 0; player < played.names().size(); player++) {
            String name = played.names().get(player);
            long ties = played.ties().get(player);
            if (ties > 0)
                warnings.add("in " + ties + " predictions of " + name
                        + " several tokens shared the highest logit; the lowest id was taken");
            long insertions = insertions(played, player, false);
            long zeros = insertions(played, player, true);
            if (zeros * 2 > insertions)
                warnings.add(String.format(
                        Locale.ROOT,
                        "%.0f %% of what %s inserted is token 0, which is what an argmax gives when all logits are equal",
                        100.0 * zeros / insertions,
                        name));
        }
        List<Board> boards = played.boards();
        if (boards.size() > 1
                && boards.stream().map(board -> ids(board)).distinct().count() == 1)
            warnings.add("all " + boards.size() + " replicates began with the same board");
        played.models().stream().flatMap(Optional::stream).distinct().forEach(model -> {
            int positions =
                    boards.getFirst().length() + (model.tokenizer().bos().isPresent() ? 1 : 0);
            int most = model.config().maxPositions();
            if (positions > most)
                warnings.add(
                        "the board takes " + positions + " positions, but " + model.name() + " was made for " + most);
        });
        return warnings;
    }

    static Value listing(List<String> warnings) {
        return new Value.Listing(warnings.stream().map(Value::of).toList());
    }

    private static long insertions(Played played, int player, boolean zeros) {
        return played.boards().stream()
                .flatMap(board -> board.history.stream())
                .filter(move ->
                        move.player() == player && (!zeros || move.placed().id() == 0))
                .count();
    }

    private static List<Integer> ids(Board board) {
        return board.start.stream().map(Cell::id).toList();
    }
}
