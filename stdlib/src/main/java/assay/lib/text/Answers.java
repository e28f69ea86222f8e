package assay.lib.text;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Written answers as the fields of {@link Decoding#FIELDS}. */
record Answers(Model model, Inputs inputs, Decoding decoding, List<Answer> answers) {

    /** Has answers written and reports them as the result of a verb. */
    static Result write(VerbSpec spec, Model model, Inputs inputs, Decoding decoding, Lab lab) {
        Writing writing = new Writing(model, decoding, lab);
        List<Answer> answers = writing.write(inputs.ids());
        return new Answers(model, inputs, decoding, answers)
                .put(new Findings(spec))
                .put("forward_positions", writing.positions())
                .put("prompt_tps", writing.promptTps())
                .put("generation_tps", writing.generationTps(answers))
                .result();
    }

    private Findings put(Findings findings) {
        return findings.put("text", each(answer -> Value.of(answer.text())))
                .put("tokens", each(answer -> Inputs.listing(answer.tokens())))
                .put("logprobs", each(Answers::logprobs))
                .put("finish_reason", each(answer -> Value.of(answer.finishReason())))
                .put("prompt_tokens", each(answer -> Value.of(inputs.ids().get(answer.input).length)))
                .put("generation_tokens", each(answer -> Value.of(answer.written())))
                .put("results", results())
                .put("warnings", warnings())
                .put("model", model.name());
    }

    /** One value for a single answer, a list for several. */
    private Value each(Function<Answer, Value> field) {
        List<Value> values = answers.stream().map(field).toList();
        return inputs.many() || decoding.replicates() > 1 ? new Value.Listing(values) : values.getFirst();
    }

    private static Value logprobs(Answer answer) {
        return Inputs.numbers(answer.logprobs());
    }

    private Value results() {
        Rows rows = new Rows("input", "replicate", "prompt", "text", "finish_reason", "generation_tokens", "logprob");
        for (Answer answer : answers)
            rows.add(
                    answer.input,
                    answer.replicate,
                    inputs.written().get(answer.input),
                    answer.text(),
                    answer.finishReason(),
                    answer.written(),
                    Arrays.stream(answer.logprobs()).sum());
        return rows.table();
    }

    private Value warnings() {
        int made = model.config().maxPositions();
        List<Value> warnings = new ArrayList<>();
        answers.stream().mapToInt(answer -> inputs.ids().get(answer.input).length + answer.size()).max().stream()
                .filter(length -> length > made)
                .forEach(length -> warnings.add(Value.of("texts of up to " + length
                        + " tokens were read, but the model " + model.name() + " was made for " + made)));
        return new Value.Listing(List.copyOf(warnings));
    }
}
