package assay.lib.measure;

import assay.lib.concept.Item;
import assay.lib.text.Reply;
import assay.lib.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A model that a benchmark compares with its first one, the base.
 *
 * @param alpha how strongly it is steered, of a family; otherwise none
 * @param perplexity how unlikely the base finds its answers, or none
 * @param swaps of score swapped
 */
record Compared(Value alpha, Asked asked, Comparison comparison, Value perplexity, Optional<Swaps> swaps) {
    String name() {
        return asked.model().name();
    }

    /** Controls whose answer is another. */
    int changed(Asked base) {
        return Reply.changed(base.controls(), asked.controls());
    }

    /** The share of controls whose answer is another; none without controls. */
    Value contamination(Asked base) {
        return base.controls().isEmpty()
                ? new Value.None()
                : Value.of((double) changed(base) / base.controls().size());
    }

    /** The share of answers that are loops or nothing. */
    double degeneration(List<Item> items) {
        return asked.share(FailureMode.DEGENERATION, items) + asked.share(FailureMode.COLLAPSE, items);
    }
}
