package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that repeat one thing for a quarter of a megabyte: read in one go, on an ordinary stack. */
class HostileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "if a {",
                "{a: ",
                "f(",
                "a[",
                "a.",
                "not ",
                "- ",
                "-",
                "let x = 1\n",
                "m ",
                "1 + ",
                "a and ",
                "else if a { } ",
                "for x in y ",
                "where a ",
                "sort by a ",
                "f()",
                "x[0]",
                "f(a, ",
                "1, ",
                "a;",
                "let x = *\n",
                ") ] } ",
                "\"",
                "\"\n",
                "\"\"\"",
                "{a ",
                "\\u{",
                "1",
                "a",
                "a-",
                "\n",
                "#\n",
                "let x = f(\n",
                "let x = [(\nlet y = 3 }\n",
                "1..",
                "a->",
                " predict a",
                "/*",
                "\u00A0",
                "< 1 ",
                "x {\n",
                " ",
                "👍",
                "\uD83D",
                "a = ",
                "~ 1 within 2 ",
                "%",
                "'"
            })
    void isReadInOneGo(String piece) {
        for (String start :
                new String[] {"", "let x = ", "converge m ", "let x = [", "let x = \"", "hypothesis h {", "show a "}) {
            String text = start + piece.repeat(40_000 / piece.length());
            Parsed parsed = assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> Parse.script(new Source("hostile.exp", text)));
            Problems problems = new Problems();
            problems.addAll(parsed.problems());
            assertThat(problems.render(false).length()).isLessThan(100_000);
            Tree.of(parsed.script());
        }
    }
}
