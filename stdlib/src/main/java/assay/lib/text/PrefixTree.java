package assay.lib.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sequences by what they begin with, so that what several share is one node. */
final class PrefixTree {
    private PrefixTree() {}

    /**
     * A run of tokens that the same sequences hold at the same place.
     *
     * @param sequences those that go through it, ascending
     * @param from its first position
     * @param to behind its last
     * @param ending those that end with it
     */
    record Node(List<Integer> sequences, int from, int to, List<Integer> ending, List<Node> children) {
        int size() {
            return to - from;
        }
    }

    /**
     * The nodes that nothing is in front of.
     *
     * @param longest tokens of a node; longer runs are several nodes, one below the other
     */
    static List<Node> roots(List<int[]> sequences, int longest) {
        List<Integer> order = IntStream.range(0, sequences.size())
                .boxed()
                .sorted((a, b) -> Arrays.compare(sequences.get(a), sequences.get(b)))
                .toList();
        return nodes(sequences, order, 0, longest);
    }

    /** @param order sequences that agree up to {@code from} and go on, sorted */
    private static List<Node> nodes(List<int[]> sequences, List<Integer> order, int from, int longest) {
        List<Node> nodes = new ArrayList<>();
        for (int start = 0; start < order.size(); ) {
            int token = sequences.get(order.get(start))[from];
            int end = start + 1;
            while (end < order.size() && sequences.get(order.get(end))[from] == token) end++;
            nodes.add(node(sequences, order.subList(start, end), from, longest));
            start = end;
        }
        return nodes;
    }

    private static Node node(List<int[]> sequences, List<Integer> order, int from, int longest) {
        int[] first = sequences.get(order.getFirst());
        int[] last = sequences.get(order.getLast());
        // sorted, so that what the first and the last share all share
        int shared = Arrays.mismatch(first, from, first.length, last, from, last.length);
        int to = Math.min(from + longest, shared < 0 ? first.length : from + shared);
        List<Integer> ending = order.stream()
                .filter(i -> sequences.get(i).length == to)
                .sorted()
                .toList();
        List<Integer> going =
                order.stream().filter(i -> sequences.get(i).length > to).toList();
        List<Node> children = going.isEmpty() ? List.of() : nodes(sequences, going, to, longest);
        return new Node(order.stream().sorted().toList(), from, to, ending, children);
    }
}
