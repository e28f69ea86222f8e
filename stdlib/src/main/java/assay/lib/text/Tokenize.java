package assay.lib.text;

import assay.engine.text.Tokenizer;
import assay.lib.value.Rows;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Field;
import assay.lib.verb.Findings;
import assay.lib.verb.Lab;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** {@code tokenize M "..."}: the tokens a model sees in a text. */
public final class Tokenize implements Verb {
    private static final VerbSpec SPEC = new VerbSpec(
            "tokenize",
            "the tokens a model sees in a text",
            List.of(Words.MODEL, new Operand("text", "", new Type.Text(), true, "the text")),
            List.of(Words.special(false)),
            Type.result("tokenize"),
            List.of(
                    new Field("tokens", Type.list(Type.atLeast(0)), "token ids"),
                    new Field("pieces", Type.list(new Type.Text()), "the text of each token"),
                    new Field("bytes", Type.list(new Type.Text()), "the bytes of each token, in hexadecimal"),
                    new Field("count", Type.atLeast(0), "how many tokens there are"),
                    new Field("ids_per_byte", Type.number(), "tokens that are not special, per byte of the text"),
                    new Field("table", new Type.Table(), "position, id, piece, bytes, special")),
            """
            let grass = tokenize qilin "What color is grass?"
            print grass.pieces, grass.ids_per_byte
            """);

    @Override
    public VerbSpec spec() {
        return SPEC;
    }

    @Override
    public Value run(Call call, Lab lab) {
        Tokenizer tokenizer = call.model("model").tokenizer();
        String text = call.text("text");
        int[] ids = tokenizer.encode(text, call.flag("special"));
        Rows rows = new Rows("position", "id", "piece", "bytes", "special");
        int ordinary = 0;
        for (int i = 0; i < ids.length; i++) {
            boolean special = tokenizer.isSpecial(ids[i]);
            if (!special) ordinary++;
            rows.add(i, ids[i], Inputs.piece(tokenizer, ids[i]), hex(tokenizer, ids[i]), special);
        }
        Table table = rows.table();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new Findings(SPEC)
                .put("tokens", table.column("id"))
                .put("pieces", table.column("piece"))
                .put("bytes", table.column("bytes"))
                .put("count", ids.length)
                .put("ids_per_byte", bytes == 0 ? 0 : (double) ordinary / bytes)
                .put("table", table)
                .result();
    }

    private static String hex(Tokenizer tokenizer, int id) {
        return HexFormat.of().formatHex(tokenizer.bytes(id));
    }
}
