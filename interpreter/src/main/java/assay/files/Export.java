package assay.files;

import assay.core.Kinds;
import assay.engine.io.ControlVectorFile;
import assay.engine.io.SafetensorsWriter;
import assay.lib.value.Json;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import assay.show.Chart;
import assay.show.Look;
import assay.show.Show;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes values to files, in the format of the suffix.
 *
 * @param show how values read in a text file
 */
public record Export(Show show) {
    private static final int TEXT_WIDTH = 120;
    private static final int ALL_ROWS = Integer.MAX_VALUE;

    /**
     * Writes a value; a {@link Failure} if the format does not take it.
     *
     * @param written the path as messages call it
     */
    public void write(Value value, Path target, String written) throws IOException {
        Format format = Format.of(written);
        if (format.takes.accepts(value).isEmpty()) {
            throw new Failure(Kinds.of(value) + " cannot be saved as " + format.label() + "; save it as one of "
                    + Format.suffixes(type -> type.accepts(value).isPresent()));
        }
        switch (format) {
            case JSON -> Files.writeString(target, Json.withTensors(value).toPrettyString() + "\n");
            case JSONL -> Files.writeString(target, lines(value));
            case CSV -> Files.writeString(target, csv(table(value)));
            case TXT -> Files.writeString(target, text(value) + "\n");
            case SVG ->
                Files.writeString(target, Chart.of(value, Optional.empty()).svg());
            case DIRECTORY -> ((Value.ModelRef) value).model().save(target);
            case SAFETENSORS ->
                SafetensorsWriter.write(
                        target,
                        tensors(value),
                        Map.of(TensorFile.VALUE, Json.of(value).toString()));
            case GGUF -> controlVector((Result) value, target);
        }
    }

    private String text(Value value) {
        return value instanceof Value.Str(String text) ? text : show.text(value, new Look(TEXT_WIDTH, false, ALL_ROWS));
    }

    private static String lines(Value value) {
        List<Value> items = value instanceof Value.Listing(List<Value> list)
                ? list
                : IntStream.range(0, table(value).size())
                        .<Value>mapToObj(table(value)::row)
                        .toList();
        return items.stream().map(item -> Json.of(item) + "\n").collect(Collectors.joining());
    }

    private static Table table(Value value) {
        return (Table) new Type.Table().accepts(value).orElseThrow();
    }

    private static String csv(Table table) {
        StringBuilder out = new StringBuilder();
        row(table.columns(), out);
        for (int i = 0; i < table.size(); i++) {
            row(table.row(i).fields().values().stream().map(Export::cell).toList(), out);
        }
        return out.toString();
    }

    private static String cell(Value value) {
        return value instanceof Value.None ? "" : Values.text(value);
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append(cells.stream().map(Export::quoted).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static List<SafetensorsWriter.Item> tensors(Value value) {
        Map<String, TensorValue> tensors = new LinkedHashMap<>();
        collect(value, tensors);
        if (tensors.isEmpty()) throw new Failure("this holds no tensor; save it as .json");
        List<SafetensorsWriter.Item> items = new ArrayList<>();
        tensors.forEach((name, tensor) -> items.add(SafetensorsWriter.floats(name, tensor.shape(), tensor.data())));
        return items;
    }

    private static void controlVector(Result direction, Path target) {
        TensorValue vectors = (TensorValue) direction.fields().get("vectors"); // [layers, hidden]
        if (vectors.shape().length != 2)
            throw new Failure("the vectors of this direction are no rows, one for each layer");
        int layers = vectors.shape()[0];
        int hidden = vectors.shape()[1];
        if (layers < 2) throw new Failure("a control vector begins at layer 1, and this model has one layer only");
        float[][] rows = new float[layers][];
        for (int i = 0; i < layers; i++) rows[i] = Arrays.copyOfRange(vectors.data(), i * hidden, (i + 1) * hidden);
        ControlVectorFile.write(target, Values.text(direction.fields().get("architecture")), rows);
    }

    private static void collect(Value value, Map<String, TensorValue> tensors) {
        switch (value) {
            case TensorValue tensor -> {
                TensorValue other = tensors.putIfAbsent(tensor.name(), tensor);
                if (other != null && !other.equals(tensor))
                    throw new Failure("two tensors here are called `" + tensor.name()
                            + "`, and a .safetensors file holds one of a name; save them apart, or as .json");
            }
            case Value.Rec(Map<String, Value> fields) -> fields.values().forEach(field -> collect(field, tensors));
            case Result result -> result.fields().values().forEach(field -> collect(field, tensors));
            case Value.Listing(List<Value> items) -> items.forEach(item -> collect(item, tensors));
            case Value other -> {}
        }
    }
}
