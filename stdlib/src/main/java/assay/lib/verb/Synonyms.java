package assay.lib.verb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words of other tools for what is called differently here; only ever suggested, never understood. */
public final class Synonyms {
    private static final Map<String, List<String>> HERE = Map.ofEntries(
            row("coeff", "alpha"),
            row("coefficient", "alpha"),
            row("strength", "alpha"),
            row("scale", "alpha"),
            row("multiplier", "alpha"),
            row("steering_coefficient", "alpha"),
            row("clamp", "cap"),
            row("reflect", "swap"),
            row("hook", "point"),
            row("hookpoint", "point"),
            row("site", "point"),
            row("module", "point"),
            row("layer", "layers", "at"),
            row("layers", "at"),
            row("position", "positions"),
            row("max_tokens", "tokens"),
            row("max_new_tokens", "tokens"),
            row("num_tokens", "tokens"),
            row("n_tokens", "tokens", "length"),
            row("max_length", "tokens", "length"),
            row("temp", "temperature"),
            row("topp", "top_p"),
            row("topk", "top_k", "top"),
            row("top_k", "top"),
            row("stop_words", "stop"),
            row("stop_strings", "stop"),
            row("system_prompt", "system"),
            row("chat_template", "template"),
            row("add_special_tokens", "special"),
            row("group_size", "group"),
            row("n_bits", "bits"),
            row("lr", "rate"),
            row("learning_rate", "rate"),
            row("iters", "steps", "iterations"),
            row("max_iters", "iterations"),
            row("max_steps", "steps", "iterations"),
            row("epochs", "steps"),
            row("batch_size", "batch"),
            row("num_layers", "layers"),
            row("cells", "length"),
            row("size", "length"),
            row("n_replicates", "replicates"),
            row("repeats", "replicates"),
            row("runs", "replicates"),
            row("strategy", "mode"),
            row("random_seed", "seed"),
            row("complete", "generate"),
            row("prompt", "ask", "generate"),
            row("encode", "tokenize"),
            row("tokenise", "tokenize"),
            row("loglikelihood", "score"),
            row("perplexity", "score"),
            row("activations", "capture"),
            row("cache", "capture"),
            row("fight", "battle"),
            row("compare", "benchmark", "battle"),
            row("evaluate", "benchmark"),
            row("finetune", "train"),
            row("avg", "mean"),
            row("average", "mean"),
            row("stdev", "std"),
            row("sd", "std"),
            row("len", "length"),
            row("str", "text"),
            row("float", "number"),
            row("int", "round"));

    private Synonyms() {}

    /** The first of {@code legal} that another tool calls {@code word}. */
    public static Optional<String> suggest(String word, List<String> legal) {
        String key = word.toLowerCase(Locale.ROOT).replace('-', '_');
        return HERE.getOrDefault(key, List.of()).stream()
                .filter(legal::contains)
                .findFirst();
    }

    private static Map.Entry<String, List<String>> row(String there, String... here) {
        return Map.entry(there, List.of(here));
    }
}
