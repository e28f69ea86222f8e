package assay.lib.measure;

import assay.engine.model.Model;
import assay.lib.concept.Item;
import assay.lib.text.Asking;
import assay.lib.text.Reply;
import assay.lib.verb.Lab;
import java.util.List;

/**
 * A model with its answers.
 *
 * @param replies to the items
 * @param controls its answers to the controls
 */
record Asked(Model model, List<Reply> replies, List<Reply> controls) {

    /** @param part under which the answers are kept; unlike any other of this experiment */
    static Asked of(Model model, Probes probes, Asking asking, Lab lab, String part) {
        return new Asked(
                model,
                asking.ask(model, Item.prompts(probes.items()), lab, part),
                asking.ask(model, Item.prompts(probes.controls()), lab, part + " controls"));
    }

    FailureMode mode(int item, List<Item> items) {
        Reply reply = replies.get(item);
        return FailureMode.of(items.get(item).prompt(), reply.text(), reply.written());
    }

    /** The share of answers that fail in this way. */
    double share(FailureMode mode, List<Item> items) {
        int count = 0;
        for (int i = 0; i < items.size(); i++) if (mode(i, items) == mode) count++;
        return (double) count / items.size();
    }
}
