package assay.lib.verb;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTest {
    private static final VerbSpec SPEC = new VerbSpec(
            "paint",
            "covers a wall",
            List.of(
                    new Operand("model", "", new Type.Model(), false, "who paints"),
                    new Operand("wall", "", new Type.Text(), true, "what is painted"),
                    new Operand("tools", "with", Type.list(new Type.Text()), false, "brushes")),
            List.of(
                    new Setting("coats", Type.atLeast(1), Value.of(2), "how often"),
                    new Setting("mode", Type.choice("roll", "spray"), Value.of("roll"), "how"),
                    new Setting("note", new Type.Text(), Value.of(""), "what to write beside it"),
                    new Setting("color", Type.oneOf(new Type.Text(), new Type.None()), new Value.None(), "which")),
            Type.result("paint"),
            List.of(
                    new Field("area", Type.number(), "in square metres"),
                    new Field("speed", Type.number(), "in square metres per hour").asMeasured()),
            "paint qilin \"north\" coats 3\n");

    @Test
    void aVerbOnATerminal() {
        assertThat(Help.of(SPEC)).isEqualTo("""
                        paint [MODEL] WALL [with TOOLS] [SETTING VALUE]...
                            covers a wall

                        Operands
                          [MODEL]       who paints: a model
                          WALL          what is painted: text
                          [with TOOLS]  brushes: a list of texts

                        Settings
                          coats  how often: a whole number of at least 1; 2 if not said
                          mode   how: one of roll, spray; roll if not said
                          note   what to write beside it: text; "" if not said
                          color  which: text or none

                        Result
                          area   in square metres: a number
                          speed  in square metres per hour: a number; differs from run to run

                        Example
                            paint qilin "north" coats 3
                        """);
    }

    @Test
    void functionsHaveSignatures() {
        assertThat(Help.signature(Functions.find("round").orElseThrow())).isEqualTo("round(x, [digits])");
    }
}
