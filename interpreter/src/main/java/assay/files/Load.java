package assay.files;

import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;

/** {@code load "answers.csv"}: a file of data below the script's directory. */
public record Load(Folder folder) implements Verb {
    /** The operand that names the file. */
    public static final String PATH = "path";

    public static final VerbSpec SPEC = new VerbSpec(
            "load",
            "reads a table from .csv, .jsonl or .json, text from .txt, what was saved as .safetensors",
            List.of(new Operand(PATH, "", new Type.Text(), true, "a file below the script's directory")),
            List.of(),
            new Type.Any(),
            List.of(),
            "let answers = load \"answers.csv\"");

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        String path = ((Value.Str) call.arguments().get(PATH)).text();
        return new DataFile(folder.file(path), path).read();
    }
}
