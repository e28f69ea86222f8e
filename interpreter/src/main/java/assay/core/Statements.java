package assay.core;

import assay.lib.value.Value;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.List;

/** What the statements with settings take, in the same form as the table of verbs. */
public final class Statements {
    private static final Value NONE = new Value.None();
    private static final Type TEXT = new Type.Text();
    private static final Type NOTHING = new Type.None();

    public static final VerbSpec MODEL = new VerbSpec(
            "model",
            "declares a model, opened at its first use",
            List.of(),
            List.of(
                    new Setting(
                            "revision",
                            TEXT,
                            NONE,
                            "a branch, tag or commit of a model from the hub, main if left out"),
                    new Setting("adapter", TEXT, NONE, "a directory with a LoRA adapter"),
                    new Setting(
                            "engine",
                            new Type.Choice(List.of("auto", "cpu", "mlx")),
                            NONE,
                            "the engine for this model, if not the script's"),
                    new Setting(
                            "dtype",
                            new Type.Choice(List.of("native", "float32")),
                            NONE,
                            "what MLX computes in; if left out, the stored types on a GPU and float32 on a CPU. "
                                    + "The CPU engine always computes in float32")),
            NOTHING,
            List.of(),
            "model qilin = \"models/qilin\"");

    public static final VerbSpec SHOW = new VerbSpec(
            "show",
            "prints a value as a table or a board",
            List.of(),
            List.of(new Setting("top", new Type.Whole(1, 1_000_000), NONE, "how many rows, counted from the first")),
            NOTHING,
            List.of(),
            "show [1, 2, 3] top 2");

    public static final VerbSpec PLOT = new VerbSpec(
            "plot",
            "draws a chart in the terminal, and as SVG in the run",
            List.of(new Operand("by", "by", TEXT, false, "the column along the x axis")),
            List.of(),
            NOTHING,
            List.of(),
            "plot [1, 4, 9]");

    public static final VerbSpec SAVE = new VerbSpec(
            "save",
            "writes a value into the run directory, in the format of the suffix",
            List.of(new Operand("to", "to", TEXT, true, "a path below the run directory")),
            List.of(),
            NOTHING,
            List.of(),
            "save [1, 2, 3] to \"squares.json\"");

    /**
     * A statement as the manual describes it.
     *
     * @param form how it is written
     * @param help one line, without a full stop
     * @param example statements that run as they stand
     */
    public record Entry(String name, String form, String help, String example) {}

    /** Every statement, in the order of the manual. */
    public static final List<Entry> ALL = List.of(
            new Entry(
                    "seed",
                    "seed N",
                    "the root of all randomness from here on; without it the run picks one",
                    "seed 42"),
            new Entry(
                    "engine",
                    "engine auto|cpu|mlx",
                    "what computes: auto is MLX where it has a GPU, else the built-in CPU engine",
                    "engine auto"),
            new Entry(
                    "param",
                    "param NAME = LITERAL",
                    "a value that the command line can replace: assay run FILE --NAME VALUE",
                    "param length = 20\nprint length"),
            new Entry(
                    "model",
                    "model NAME = \"directory\" or \"owner/name\" [SETTING VALUE]...",
                    "declares a model, opened at its first use: a directory, or else a model of the Hugging Face hub, "
                            + "taken from its cache or fetched",
                    ""),
            new Entry("use", "use MODEL", "the model of every phrase from here on that names none", ""),
            new Entry("let", "let NAME = VALUE", "names a value; a name is bound once in its scope", "let x = 1 + 2"),
            new Entry("print", "print VALUE, ...", "writes values as text", "print \"two and two is\", 2 + 2"),
            new Entry("show", "show VALUE [top N]", SHOW.summary(), SHOW.example()),
            new Entry("plot", "plot VALUE [by COLUMN]", PLOT.summary(), PLOT.example()),
            new Entry("save", "save VALUE to \"path\"", SAVE.summary(), SAVE.example()),
            new Entry(
                    "expect",
                    "expect CONDITION [, \"why\"]",
                    "records whether a condition holds; one that does not makes the exit status 1 when the script has finished; "
                            + "x ~ 0.91 within 0.02 is for measured values, and means within one percent without a distance",
                    "expect 1 + 1 == 2, \"arithmetic works\"\nexpect 0.5 ~ 0.49 within 0.02"),
            new Entry(
                    "hypothesis",
                    "hypothesis NAME [\"why\"] { predict CONDITION  falsified if CONDITION }",
                    "what is believed before the results it speaks of; the run reports held, falsified, undecided or not measured",
                    "hypothesis h1 \"numbers are large\" {\n    predict x >= 2\n    falsified if x < 1\n}\nlet x = 3"),
            new Entry(
                    "for",
                    "for NAME in VALUES { ... }",
                    "runs a block for each item of a list, number of a range or row of a table",
                    "for n in 1..3 {\n    print n * n\n}"),
            new Entry(
                    "repeat",
                    "repeat N { ... }",
                    "runs a block N times, each time with a seed of its own",
                    "repeat 2 {\n    print \"again\"\n}"),
            new Entry(
                    "if",
                    "if CONDITION { ... } [else { ... }]",
                    "runs one of two blocks",
                    "if 1 < 2 {\n    print \"less\"\n} else {\n    print \"more\"\n}"),
            new Entry(
                    "define",
                    "define NAME(A, B = DEFAULT) { ... return VALUE }",
                    "a procedure of the script",
                    "define double(x) {\n    return 2 * x\n}\nprint double(4)"),
            new Entry(
                    "return",
                    "return [VALUE]",
                    "ends a procedure and gives its value",
                    "define one() {\n    return 1\n}\nprint one()"),
            new Entry(
                    "import",
                    "import \"file.exp\"",
                    "another script's definitions; a name without quotes is a prelude of the standard library",
                    ""));

    private Statements() {}
}
