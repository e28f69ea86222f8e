package assay.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a game ended, in a sentence or two. */
record Outcome(Fields fields) {

    Line line() {
        List<Fields> runs = fields.rows("runs", "stopped");
        boolean several = runs.size() > 1;
        String ending = several
                ? runs.size() + " replicates" + endings(runs)
                : fields.text("stopped").map(stopped -> ending(stopped, fields)).orElse("");
        List<String> rest = new ArrayList<>();
        String average = several ? " on average" : "";
        fields.number("iterations").ifPresent(n -> rest.add(Digits.of(n) + (n == 1 ? " iteration" : " iterations")));
        fields.number("flips").ifPresent(n -> rest.add(Digits.of(n) + (n == 1 ? " flip" : " flips")));
        fields.number("blocked").filter(n -> n > 0).ifPresent(n -> rest.add(Digits.of(n) + " cells blocked"));
        Ink ink = fields.flag("converged") ? Ink.GOOD : Ink.WARNING;
        String numbers = rest.isEmpty() ? "" : "; " + String.join(", ", rest) + average;
        numbers += fields.text("winner")
                .map(winner -> "; " + winner + " holds more cells")
                .orElse("");
        return ending.isEmpty() ? Line.EMPTY : Line.of(ending, ink).then(numbers);
    }

    private static String ending(String stopped, Fields run) {
        return switch (stopped) {
            case "settled" -> "settled";
            case "blocked" -> "ended with mismatches in blocked cells only";
            case "cycle" ->
                run.number("cycle")
                        .map(period -> "oscillates with period " + Digits.of(period))
                        .orElse("oscillates");
            case "iterations" -> "stopped at the cap, still changing";
            default -> stopped;
        };
    }

    private static String endings(List<Fields> runs) {
        Map<String, Long> counts = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.text("stopped").orElse("?"), TreeMap::new, Collectors.counting()));
        if (counts.size() == 1)
            return ", all " + ending(counts.keySet().iterator().next(), runs);
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + ending(entry.getKey(), runs))
                .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String ending(String stopped, List<Fields> runs) {
        return switch (stopped) {
            case "settled" -> "settled";
            case "blocked" -> "left with blocked mismatches";
            case "cycle" -> "oscillating" + periods(runs);
            case "iterations" -> "stopped at the cap";
            default -> stopped;
        };
    }

    private static String periods(List<Fields> runs) {
        TreeMap<Double, Long> periods = new TreeMap<>();
        for (Fields run : runs) run.number("cycle").ifPresent(period -> periods.merge(period, 1L, Long::sum));
        if (periods.isEmpty()) return "";
        if (periods.size() == 1) return " with period " + Digits.of(periods.firstKey());
        return periods.entrySet().stream()
                .map(entry -> entry.getValue() + " with period " + Digits.of(entry.getKey()))
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
