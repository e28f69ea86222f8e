package assay.lib.text;

import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Field;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import java.util.List;

/**
 * How an answer is written.
 *
 * @param tokens to write at most
 * @param penalty of repeated tokens; 1 is none
 * @param context how many of the last tokens count as repeated
 * @param stop texts that end an answer
 * @param ignoreEos write on after an end token
 * @param replicates answers to every input
 */
record Decoding(
        int tokens,
        Sampler sampler,
        double penalty,
        int context,
        List<String> stop,
        boolean ignoreEos,
        int replicates) {

    /** The settings of every verb that writes. */
    static final List<Setting> SETTINGS = List.of(
            new Setting("tokens", new Type.Whole(1, 1_000_000), Value.of(128), "how many tokens to write at most"),
            new Setting(
                    "temperature",
                    new Type.Real(0, 100),
                    Value.of(0),
                    "0 takes the most likely token; higher is more random"),
            new Setting(
                    "top_p",
                    new Type.Real(Double.MIN_VALUE, 1),
                    Value.of(1),
                    "draw from the most likely tokens that hold this much probability together"),
            new Setting("top_k", new Type.Whole(0, 1_000_000), Value.of(0), "draw from so many tokens only; 0 for all"),
            new Setting(
                    "min_p",
                    new Type.Real(0, 1),
                    Value.of(0),
                    "draw from tokens at least this likely, relative to the most likely one"),
            new Setting(
                    "repetition_penalty",
                    new Type.Real(Double.MIN_VALUE, 100),
                    Value.of(1),
                    "makes tokens of the last repetition_context less likely if above 1"),
            new Setting(
                    "repetition_context",
                    new Type.Whole(1, 1_000_000),
                    Value.of(20),
                    "how many of the last tokens, those of the input included, count as repeated"),
            new Setting(
                    "stop",
                    Type.list(new Type.Text()),
                    new Value.Listing(List.of()),
                    "texts that end an answer; they are cut off"),
            new Setting("ignore_eos", new Type.Flag(), Value.of(false), "write on after the model's end token"),
            new Setting("replicates", new Type.Whole(1, 10_000), Value.of(1), "answers to each input, in one batch"));

    /** The fields of every verb that writes. */
    static final List<Field> FIELDS = List.of(
            new Field("text", Words.each(new Type.Text()), "the answer; a list for several inputs or replicates"),
            new Field("tokens", eachList(Type.atLeast(0)), "the ids of the answer, without the end token"),
            new Field("logprobs", eachList(Type.number()), "of each token of the answer, after the repetition penalty"),
            new Field(
                    "finish_reason",
                    Words.each(Type.choice("stop", "length")),
                    "stop at an end token or a stop text, length when there were enough tokens"),
            new Field("prompt_tokens", Words.each(Type.atLeast(0)), "how many tokens were read"),
            new Field("generation_tokens", Words.each(Type.atLeast(0)), "how many were written, an end token included"),
            new Field(
                    "results",
                    new Type.Table(),
                    "a row per answer: input, replicate, prompt, text, finish_reason, generation_tokens, logprob"),
            new Field("warnings", Type.list(new Type.Text()), "what makes the answers doubtful"),
            new Field("model", new Type.Text(), "the name of the model that wrote"),
            Words.FORWARD_POSITIONS,
            new Field("prompt_tps", Type.number(), "tokens read per second").asMeasured(),
            new Field("generation_tps", Type.number(), "tokens written per second").asMeasured());

    static Decoding of(Call call) {
        return new Decoding(
                call.whole("tokens"),
                new Sampler(
                        call.number("temperature"), call.number("top_p"), call.number("min_p"), call.whole("top_k")),
                call.number("repetition_penalty"),
                call.whole("repetition_context"),
                ((Value.Listing) call.value("stop"))
                        .items().stream().map(text -> ((Value.Str) text).text()).toList(),
                call.flag("ignore_eos"),
                call.arguments().containsKey("replicates") ? call.whole("replicates") : 1);
    }

    /** The most likely tokens, one answer to each input. */
    static Decoding greedy(int tokens) {
        return new Decoding(tokens, new Sampler(0, 1, 0, 0), 1, 1, List.of(), false, 1);
    }

    private static Type eachList(Type item) {
        return Type.oneOf(Type.list(item), Type.list(Type.list(item)));
    }
}
