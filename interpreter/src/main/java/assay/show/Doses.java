package assay.show;

import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dose-response of a benchmark of a family, as one chart can show it: perplexity by its logarithm. */
final class Doses {
    private Doses() {}

    /** Nothing if the result is none of a family. */
    static Optional<Table> of(Result result) {
        if (!(result.fields().get("doses") instanceof Table doses) || doses.size() < 2) return Optional.empty();
        List<Value.Rec> rows = new ArrayList<>();
        for (int i = 0; i < doses.size(); i++) {
            Map<String, Value> row = new LinkedHashMap<>(doses.row(i).fields());
            row.remove("model");
            Value perplexity = row.remove("perplexity");
            row.put(
                    "log10 perplexity",
                    perplexity instanceof Value.Num(double p) ? Value.of(Math.log10(p)) : perplexity);
            rows.add(new Value.Rec(row));
        }
        return Optional.of(Table.of(rows));
    }
}
