package assay.lib.text;

import assay.lib.value.Value;
import assay.lib.verb.Field;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;

/** Operands, settings and fields that several verbs share, so that they mean the same everywhere. */
public final class Words {
    private Words() {}

    public static final Operand MODEL = new Operand("model", "", new Type.Model(), false, "who reads");

    public static final Setting SPECIAL = special(true);

    public static final Field FORWARD_POSITIONS =
            new Field("forward_positions", Type.atLeast(0), "token positions pushed through the model");

    /** @param fallback whether texts get special tokens when nothing is said */
    public static Setting special(boolean fallback) {
        return new Setting(
                "special",
                new Type.Flag(),
                Value.of(fallback),
                "put around a text what the tokenizer adds, e.g. a begin token");
    }

    /** The type of a field that holds one value per input, and the value itself for a single input. */
    public static Type each(Type type) {
        return Type.oneOf(type, Type.list(type));
    }
}
