package assay.show;

import assay.lib.value.Result;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What {@code ask} and {@code generate} wrote: one answer as text, several as a table. */
final class AnswerView {
    private final Result result;
    private final Fields fields;
    private final List<Fields> answers;
    private final Look look;

    private AnswerView(Result result, Look look) {
        this.result = result;
        this.fields = Fields.of(result);
        this.answers = fields.rows("results", "prompt", "text");
        this.look = look;
    }

    static List<Line> lines(Result result, Look look) {
        AnswerView view = new AnswerView(result, look);
        List<Line> lines = new ArrayList<>();
        lines.add(view.title());
        lines.addAll(view.answers.size() == 1 ? view.text() : view.table());
        lines.addAll(Prose.lines(view.facts(), look.width(), Ink.FAINT));
        Blocks.add(lines, Warned.lines(view.fields.texts("warnings"), look.width()));
        return lines;
    }

    private Line title() {
        String model = fields.text("model").map(name -> "  " + name).orElse("");
        return Line.of(result.verb(), Ink.STRONG).then(model).cut(look.width());
    }

    /** The answer without the white space around it; an answer that is nothing else is quoted. */
    private List<Line> text() {
        String text = answers.getFirst().text("text").orElse("");
        List<Line> lines = text.isBlank()
                ? List.of(Entry.of(Value.of(text)))
                : Prose.lines(text.strip(), look.width() - 2, Ink.PLAIN);
        return lines.stream().map(line -> line.indent(2).cut(look.width())).toList();
    }

    private List<Line> table() {
        boolean replicated = answers.stream()
                .anyMatch(row -> row.number("replicate").filter(n -> n > 0).isPresent());
        List<String> names = replicated
                ? List.of("prompt", "replicate", "text", "finish_reason")
                : List.of("prompt", "text", "finish_reason");
        List<Grid.Column> columns = names.stream()
                .map(name -> new Grid.Column(name.equals("finish_reason") ? "" : name, name.equals("replicate")))
                .toList();
        List<List<Line>> cells = answers.stream()
                .limit(look.top())
                .map(row -> names.stream()
                        .map(name -> Entry.of(row.values().getOrDefault(name, new Value.None())))
                        .toList())
                .toList();
        List<Line> lines = new ArrayList<>(new Grid(columns, cells).lines(look.width() - 2));
        int more = answers.size() - cells.size();
        if (more > 0) lines.add(Line.of("… " + Count.of(more, "more answer"), Ink.FAINT));
        return lines.stream().map(line -> line.indent(2).cut(look.width())).toList();
    }

    /** How much was written, why it ended, how fast it was and how likely. */
    private String facts() {
        List<String> facts = new ArrayList<>();
        if (answers.size() > 1) facts.add(Count.of(answers.size(), "answer"));
        facts.add(Count.of((long) sum("generation_tokens"), "token"));
        if (answers.size() == 1) answers.getFirst().text("finish_reason").ifPresent(facts::add);
        new Fields(result.measured())
                .number("generation_tps")
                .ifPresent(speed -> facts.add(Math.round(speed) + " tokens/s"));
        if (answers.size() == 1) facts.add("logprob " + Digits.of(sum("logprob")));
        return String.join(", ", facts);
    }

    private double sum(String column) {
        return answers.stream()
                .mapToDouble(row -> row.number(column).orElse(0.0))
                .sum();
    }
}
