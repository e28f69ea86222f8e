package assay.plan;

import assay.show.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as people read it.
 *
 * @param speeds of models by name; none if nothing was measured
 */
public record Outline(Plan plan, Map<String, Calibration> speeds) {

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!plan.models().isEmpty()) lines.add("models:");
        for (Reading model : plan.models()) lines.add("  " + model.name() + ": " + model.source() + ", " + size(model));
        lines.add(plan.steps().isEmpty() ? "no experiment asks anything of a model" : "experiments, at most:");
        for (Plan.Step step : plan.steps()) {
            lines.add("  " + step.file() + ":" + step.line() + ": " + step.text());
            lines.add("      " + amount(step));
        }
        if (plan.steps().isEmpty()) return lines;
        lines.add("in all at most " + amount(plan.total()) + (plan.open() == 0 ? "" : ", and " + open()));
        if (!speeds.isEmpty()) lines.addAll(times());
        return lines;
    }

    private String open() {
        return plan.open() == 1
                ? "what one experiment needs is known only by running it"
                : "what " + plan.open() + " experiments need is known only by running them";
    }

    private static String size(Reading model) {
        if (model.directory().isEmpty()) return "not on this machine, so tokens are counted as bytes of text";
        return model.weights().map(Bytes::of).orElse("unknown bytes") + " of weights, "
                + model.cache().map(Bytes::of).orElse("unknown bytes") + " of cache a position";
    }

    private static String amount(Plan.Step step) {
        if (step.unknown().isPresent()) return "unknown: " + step.unknown().get();
        String rounds = step.rounds()
                .map(count -> count == 1 ? "" : " in " + number(count) + " rounds")
                .orElse(" in each of an unknown number of rounds");
        return amount(step.work().orElseThrow()) + cache(step) + rounds;
    }

    private static String amount(Work work) {
        return number(work.passes())
                + (work.passes() == 1 ? " pass, " : " passes, ")
                + number(work.positions())
                + (work.positions() == 1 ? " position" : " positions");
    }

    private static String cache(Plan.Step step) {
        Optional<Long> bytes =
                step.models().stream().flatMap(model -> model.cache().stream()).max(Long::compare);
        return bytes.map(each ->
                        ", " + Bytes.of((double) step.work().orElseThrow().held() * each) + " of cache")
                .orElse("");
    }

    private static String number(long number) {
        return number == Long.MAX_VALUE ? "countless" : String.format(Locale.ROOT, "%,d", number);
    }

    private List<String> times() {
        List<String> lines = new ArrayList<>();
        speeds.forEach((name, speed) -> lines.add(String.format(
                Locale.ROOT,
                "%s takes %.2f ms for a pass and %.3f ms for each position in it",
                name,
                speed.pass() * 1000,
                speed.position() * 1000)));
        lines.add("time: at most about " + time(seconds()) + (plan.open() == 0 ? "" : ", without what is unknown"));
        return lines;
    }

    /** Of all experiments whose work is known; 0 if nothing was measured. */
    public double seconds() {
        return plan.steps().stream().mapToDouble(this::seconds).sum();
    }

    /** Of the slowest of its models. */
    private double seconds(Plan.Step step) {
        return step.work()
                .map(work -> step.models().stream()
                        .filter(model -> speeds.containsKey(model.name()))
                        .mapToDouble(model -> speeds.get(model.name()).seconds(work))
                        .max()
                        .orElseGet(() -> speeds.values().stream()
                                .mapToDouble(speed -> speed.seconds(work))
                                .max()
                                .orElse(0)))
                .orElse(0.0);
    }

    static String time(double seconds) {
        if (seconds < 100) return String.format(Locale.ROOT, "%.1f seconds", seconds);
        if (seconds < 100 * 60) return String.format(Locale.ROOT, "%.0f minutes", seconds / 60);
        return String.format(Locale.ROOT, "%.0f hours", seconds / 3600);
    }
}
