package assay.lib.text;

import assay.lib.value.Value;
import assay.lib.verb.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model has written after a prompt.
 *
 * @param tokens without the end token
 * @param logprobs of the tokens, in nats
 * @param written tokens, an end token included
 */
public record Reply(String text, int[] tokens, double[] logprobs, int written) {

    static Reply of(Answer answer) {
        return new Reply(answer.text(), answer.tokens(), answer.logprobs(), answer.written());
    }

    /** How many of the texts differ. */
    public static int changed(List<Reply> before, List<Reply> after) {
        int changed = 0;
        for (int i = 0; i < before.size(); i++)
            if (!before.get(i).text().equals(after.get(i).text())) changed++;
        return changed;
    }

    /** As it is kept while an experiment is under way. */
    Value value() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("text", Value.of(text));
        fields.put("tokens", Inputs.listing(tokens));
        fields.put("logprobs", Inputs.numbers(logprobs));
        fields.put("written", Value.of(written));
        return new Value.Rec(fields);
    }

    /** Whether a value is the replies to so many prompts by a model with so many tokens, as {@link #value} writes them. */
    static boolean all(Value value, int prompts, int vocabulary) {
        return value instanceof Value.Listing(List<Value> replies)
                && replies.size() == prompts
                && replies.stream().allMatch(reply -> fits(reply, vocabulary));
    }

    private static boolean fits(Value reply, int vocabulary) {
        return reply instanceof Value.Rec(Map<String, Value> fields)
                && fields.get("text") instanceof Value.Str
                && fields.get("tokens") instanceof Value.Listing tokens
                && Type.list(new Type.Whole(0, vocabulary - 1)).accepts(tokens).isPresent()
                && fields.get("logprobs") instanceof Value.Listing logprobs
                && Type.list(Type.number()).accepts(logprobs).isPresent()
                && logprobs.items().size() == tokens.items().size()
                && fields.get("written") instanceof Value.Num written
                && Type.atLeast(0).accepts(written).isPresent();
    }

    static Reply of(Value value) {
        Map<String, Value> fields = ((Value.Rec) value).fields();
        double[] tokens = numbers(fields.get("tokens"));
        int[] ids = new int[tokens.length];
        for (int i = 0; i < ids.length; i++) ids[i] = (int) tokens[i];
        return new Reply(((Value.Str) fields.get("text")).text(), ids, numbers(fields.get("logprobs")), (int)
                ((Value.Num) fields.get("written")).value());
    }

    private static double[] numbers(Value value) {
        List<Value> items = ((Value.Listing) value).items();
        return items.stream().mapToDouble(item -> ((Value.Num) item).value()).toArray();
    }
}
