package assay.lib.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of one replicate, who placed them, and everything that has happened to them. */
final class Board {
    /** Nobody has replaced the cell. */
    static final int START = -1;

    final int replicate;
    final List<Cell> start;
    final List<Move> history = new ArrayList<>();

    /** Per player and cell, the latest prediction; null where there is none. */
    final Prediction[][] seen;

    /** Per player, the mismatches it met on its latest turn; -1 before its first. */
    final int[] mismatches;

    /** {@link #mismatches} after each iteration. */
    final List<int[]> trace = new ArrayList<>();

    /** Players that passed one after the other. */
    int passes;

    private final Cell[] cells;
    private final int[] flips;
    private final int[] standing; // index into the history, or START
    private final int[][][] tokens; // [player][cell], null where not read since it changed
    private final Map<String, Integer> states = new HashMap<>();
    private Ending ending;

    /**
     * @param iterations that were played; the passes that end {@link Mode#SINGLE} are not counted
     * @param period of the cycle, or 0
     */
    record Ending(Stop stop, int iterations, int period) {}

    Board(int replicate, List<Cell> start, int players) {
        this.replicate = replicate;
        this.start = start;
        this.cells = start.toArray(new Cell[0]);
        this.flips = new int[cells.length];
        this.standing = new int[cells.length];
        Arrays.fill(standing, START);
        this.tokens = new int[players][cells.length][];
        this.seen = new Prediction[players][cells.length];
        this.mismatches = new int[players];
        Arrays.fill(mismatches, -1);
    }

    int length() {
        return cells.length;
    }

    Cell cell(int index) {
        return cells[index];
    }

    int flips(int cell) {
        return flips[cell];
    }

    /** The player that placed what stands here, or {@link #START}. */
    int owner(int cell) {
        return standing[cell] == START ? START : history.get(standing[cell]).player();
    }

    /** Cells last placed by a player. */
    int territory(int player) {
        int count = 0;
        for (int cell = 0; cell < cells.length; cell++) if (owner(cell) == player) count++;
        return count;
    }

    int blocked(int block) {
        int count = 0;
        for (int n : flips) if (n >= block) count++;
        return count;
    }

    /** Whether what stands here is a move to which the opponent, {@code player}, has not yet said how likely it found it. */
    boolean unanswered(int player, int cell) {
        return standing[cell] != START
                && history.get(standing[cell]).player() != player
                && Double.isNaN(history.get(standing[cell]).answer());
    }

    void answer(int cell, double probability) {
        history.set(standing[cell], history.get(standing[cell]).answered(probability));
    }

    void replace(int player, int cell, Cell placed, Prediction by, int iteration, int turn) {
        if (standing[cell] != START)
            history.set(standing[cell], history.get(standing[cell]).overwritten(turn));
        standing[cell] = history.size();
        history.add(new Move(
                iteration, turn, player, cell, cells[cell], placed, by.entropy(), by.probability(), Double.NaN, 0));
        cells[cell] = placed;
        flips[cell]++;
        for (int[][] reading : tokens) reading[cell] = null;
    }

    boolean changedIn(int iteration) {
        return !history.isEmpty() && history.getLast().iteration() == iteration;
    }

    /** A cell as a player reads it. */
    int[] tokens(int player, Reader reader, int cell) {
        if (tokens[player][cell] == null) tokens[player][cell] = reader.tokens(cells[cell]);
        return tokens[player][cell];
    }

    /** Notes the state the board is in; the iterations since it was last like this, or 0 if it never was. */
    int period(Reader reader, int iteration) {
        int[][] state = new int[cells.length][];
        for (int cell = 0; cell < cells.length; cell++) state[cell] = reader.tokens(cells[cell]);
        Integer before = states.putIfAbsent(Arrays.deepToString(state), iteration);
        return before == null ? 0 : iteration - before;
    }

    boolean running() {
        return ending == null;
    }

    Ending ending() {
        return ending;
    }

    void end(Stop stop, int iterations, int period) {
        ending = new Ending(stop, iterations, period);
    }
}
