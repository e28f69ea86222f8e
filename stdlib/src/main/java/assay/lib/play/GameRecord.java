package assay.lib.play;

import assay.engine.model.Model;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The result of a {@code battle} or {@code converge} read back. */
record GameRecord(Result result) {

    List<String> players() {
        List<String> columns = table("mismatches").columns(); // iteration, the players, total
        return columns.subList(1, columns.size() - 1);
    }

    int replicates() {
        return table("runs").size();
    }

    Tally insertions(String player) {
        return Tally.of(table("history"), player, replicates());
    }

    /** The player as it is, if the result was made in this run. */
    Optional<Model> model(String player) {
        return record("models").get(player) instanceof Value.ModelRef(Model model)
                ? Optional.of(model)
                : Optional.empty();
    }

    /** The same boards and rules for one model alone. */
    Contest alone(String player, Model model) {
        Reader reader = Reader.of(List.of(model.tokenizer())).getFirst();
        Map<Value, List<Cell>> starts = new LinkedHashMap<>();
        Table cells = table("cells");
        for (int row = 0; row < cells.size(); row++) {
            byte[] bytes = HexFormat.of().parseHex(((Value.Str) cells.cell(row, "start_bytes")).text());
            starts.computeIfAbsent(cells.cell(row, "replicate"), replicate -> new ArrayList<>())
                    .add(reader.cell(bytes));
        }
        Mode mode =
                Mode.valueOf(((Value.Str) record("settings").get("mode")).text().toUpperCase(Locale.ROOT));
        Rules rules = new Rules(mode, whole("iterations"), whole("block"), whole("anchor"), 0);
        return new Contest(
                "converge", List.of(new Contest.Contender.Plain(player, model)), List.copyOf(starts.values()), rules);
    }

    private int whole(String setting) {
        return (int) ((Value.Num) record("settings").get(setting)).value();
    }

    private Map<String, Value> record(String field) {
        return ((Value.Rec) result.fields().get(field)).fields();
    }

    private Table table(String field) {
        return (Table) result.fields().get(field);
    }
}
