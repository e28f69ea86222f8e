package assay.files;

import assay.lib.text.Words;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.List;

/**
 * {@code adapt M with "dir"}: a model with a LoRA adapter of mlx-lm's.
 *
 * @param folder where adapters are read
 */
public record Adapt(Folder folder) implements Verb {
    /** The operand that names the adapter. */
    public static final String PATH = "adapter";

    public static final VerbSpec SPEC = new VerbSpec(
            "adapt",
            "a model with a LoRA adapter, as mlx-lm writes them",
            List.of(
                    Words.MODEL,
                    new Operand(
                            PATH,
                            "with",
                            new Type.Text(),
                            true,
                            "a directory of adapter_config.json and adapters.safetensors, below the script's")),
            List.of(),
            new Type.Model(),
            List.of(),
            """
            let tuned = adapt qilin with "models/qilin-adapter"
            show tuned
            battle tuned vs qilin length 5 iterations 4
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        return new Value.ModelRef(call.model("model").adapted(folder.directory(call.text(PATH))));
    }
}
