package assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.show.Show;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
    @TempDir
    Path directory;

    @Test
    void commaSeparatedValues() throws IOException {
        Table table = (Table) read("a.csv", "name,n,note\r\n\"a \"\"b\"\", c\",1.5,\nplain,\"2\",\"two\nlines\"\n\n");
        assertThat(table.columns()).containsExactly("name", "n", "note");
        assertThat(table.column("name").items()).containsExactly(Value.of("a \"b\", c"), Value.of("plain"));
        assertThat(table.column("n").items()).containsExactly(Value.of(1.5), Value.of("2"));
        assertThat(table.column("note").items()).containsExactly(new Value.None(), Value.of("two\nlines"));
    }

    @Test
    void identifiersStayText() throws IOException {
        Table table = (Table) read("a.csv", "id,n\n007,0.5\n12345678901234567890,0\n");
        assertThat(table.column("id").items()).containsExactly(Value.of("007"), Value.of("12345678901234567890"));
        assertThat(table.column("n").items()).containsExactly(Value.of(0.5), Value.of(0));
    }

    @Test
    void whatIsNotCommaSeparatedIsNamed() {
        refuses("a.csv", "a,b\n1\n", "row 1 of `a.csv` has 1 cell,");
        refuses("a.csv", "", "is empty");
        refuses("a.csv", "a\n\"open\n", "never closed");
        refuses("a.csv", "a\n\"closed\"x\n", "goes on after a closing quote");
        refuses("a.csv", "a,a\n1,2\n", "different names");
    }

    @Test
    void jsonLinesAndJson() throws IOException {
        Table lines = (Table) read("a.jsonl", "{\"a\": 1}\n\n{\"a\": 2, \"b\": \"x\"}\n");
        assertThat(lines.columns()).containsExactly("a", "b");
        assertThat(read("a.json", "[{\"a\": 1}]")).isInstanceOf(Table.class);
        assertThat(read("a.json", "[1, 2]")).isEqualTo(new Value.Listing(List.of(Value.of(1), Value.of(2))));
        assertThat(read("a.json", "{\"model\": \"x\"}")).isInstanceOf(Value.Rec.class);
        refuses("a.jsonl", "{\"a\": 1}\n[1]\n", "line 2 of `a.jsonl` is not a JSON object");
        refuses("a.jsonl", "{\"a\": 1\n", "line 1 of `a.jsonl` is not JSON");
        refuses("a.json", "[1,\n2", "line 2 of `a.json` is not JSON");
        refuses("a.json", "[".repeat(100_000), "nested too deeply");
    }

    @Test
    void whatIsWrittenReadsBack() throws IOException {
        Table table = Table.of(
                List.of("text", "n"),
                List.of(List.of(Value.of("a, \"b\"\nc"), Value.of(0.1)), List.of(Value.of(""), new Value.None())));
        Export export = new Export(new Show(List.of()));
        for (String name : List.of("a.csv", "a.jsonl", "a.json")) {
            Path path = directory.resolve(name);
            export.write(table, path, name);
            Table back = (Table) new DataFile(path, name).read();
            assertThat(back.column("n")).isEqualTo(table.column("n"));
            assertThat(back.cell(0, "text")).isEqualTo(table.cell(0, "text"));
        }
    }

    private Value read(String name, String text) throws IOException {
        return new DataFile(Files.writeString(directory.resolve(name), text), name).read();
    }

    private void refuses(String name, String text, String reason) {
        assertThatThrownBy(() -> read(name, text)).isInstanceOf(Failure.class).hasMessageContaining(reason);
    }
}
