package assay.files;

import assay.core.Weight;
import assay.lib.value.Json;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of data, read by its suffix: {@code .csv} and {@code .jsonl} are tables, {@code .json} is a table where it is a
 * list of records, {@code .txt} is text, {@code .safetensors} is what {@code save} wrote there.
 *
 * @param name how messages call it
 */
public record DataFile(Path path, String name) {
    private static final long LARGEST = 256L << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Weight.DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The suffixes that can be read. */
    public static final List<String> SUFFIXES = List.of(".csv", ".json", ".jsonl", ".safetensors", ".txt");

    /** What the file holds; a {@link Failure} names the line that does not fit. */
    public Value read() {
        return switch (suffix()) {
            case ".csv" -> new Csv(name, text()).table();
            case ".json" -> table(json(text(), 0));
            case ".jsonl" -> lines();
            case ".safetensors" -> new TensorFile(path, name).read();
            case ".txt" -> Value.of(text());
            default -> throw new Failure("`" + name + "` has none of the suffixes " + String.join(" ", SUFFIXES));
        };
    }

    /** The size in bytes. */
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new Failure("the file `" + name + "` cannot be read");
        }
    }

    private String suffix() {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point).toLowerCase(java.util.Locale.ROOT);
    }

    private Value lines() {
        List<Value.Rec> rows = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text().lines()::iterator) {
            number++;
            if (line.isBlank()) continue;
            if (!(json(line, number) instanceof Value.Rec row)) {
                throw new Failure("line " + number + " of `" + name + "` is not a JSON object; every line is a row");
            }
            rows.add(row);
        }
        return Table.of(rows);
    }

    /** A list of records is a table, anything else stays what it is. */
    private static Value table(Value value) {
        boolean rows = value instanceof Value.Listing(List<Value> items)
                && !items.isEmpty()
                && items.stream().allMatch(Value.Rec.class::isInstance);
        return rows ? new assay.lib.verb.Type.Table().accepts(value).orElse(value) : value;
    }

    private Value json(String text, int line) {
        try {
            return Json.data(MAPPER.readTree(text));
        } catch (StreamConstraintsException e) {
            throw new Failure("`" + name + "` cannot be read: its JSON is nested too deeply or holds too long a text");
        } catch (JsonProcessingException e) {
            int at =
                    line > 0 || e.getLocation() == null ? line : e.getLocation().getLineNr();
            throw new Failure("line " + at + " of `" + name + "` is not JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private String text() {
        if (size() > LARGEST) {
            throw new Failure("the file `" + name + "` is larger than " + (LARGEST >> 20) + " MB; split it");
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Failure("the file `" + name + "` is not UTF-8 text");
        } catch (IOException e) {
            throw new Failure("the file `" + name + "` cannot be read");
        }
    }
}
