package assay.lib.play;

/**
 * One replacement.
 *
 * @param iteration from 1
 * @param turn from 1, counted over all players
 * @param player index
 * @param entropy of the prediction that made it, nats
 * @param probability the player gave to the new token
 * @param answer probability the opponent gave to the new bytes as one token, when it came to the cell; NaN if it never did
 * @param overwritten the turn that replaced it, or 0
 */
record Move(
        int iteration,
        int turn,
        int player,
        int cell,
        Cell old,
        Cell placed,
        double entropy,
        double probability,
        double answer,
        int overwritten) {

    Move answered(double probability) {
        return new Move(
                iteration, turn, player, cell, old, placed, entropy, this.probability, probability, overwritten);
    }

    Move overwritten(int turn) {
        return new Move(iteration, this.turn, player, cell, old, placed, entropy, probability, answer, turn);
    }
}
