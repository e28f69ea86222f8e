package assay.lib.play;

import assay.engine.model.Model;
import java.util.List;
import java.util.Optional;

/**
 * A game that is over.
 *
 * @param names of the players, all different
 * @param models of the players that are models as they are
 * @param boards one for each replicate, all ended
 * @param positions token positions pushed through models
 * @param ties per player, predictions that several tokens shared the top of
 */
record Played(
        List<String> names,
        List<Optional<Model>> models,
        List<Reader> readers,
        List<Board> boards,
        Rules rules,
        long positions,
        List<Long> ties) {}
