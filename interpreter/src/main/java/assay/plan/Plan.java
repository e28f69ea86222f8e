package assay.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a script would do.
 *
 * @param models in the order in which they are declared
 * @param steps experiments in the order in which they come first
 */
public record Plan(List<Reading> models, List<Step> steps) {

    /**
     * An experiment of the script, with all its rounds together.
     *
     * @param text as written, shortened
     * @param models who does the work, as far as known
     * @param rounds how often it is done at most; empty if only a run tells that
     * @param work of all rounds; of one, if their number is not known
     * @param unknown what the estimate lacks, if it cannot be made
     */
    public record Step(
            String file,
            int line,
            String text,
            List<Reading> models,
            Optional<Long> rounds,
            Optional<Work> work,
            Optional<String> unknown) {}

    /** Of all steps whose work is known. */
    Work total() {
        return steps.stream().flatMap(step -> step.work().stream()).reduce(Work.NONE, Work::plus);
    }

    /** Steps of which it is not known how much work they are. */
    public long open() {
        return steps.stream()
                .filter(step -> step.unknown().isPresent() || step.rounds().isEmpty())
                .count();
    }
}
