package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "let x = 1",
                "battle a vs b length 3",
                "battle a vs\n    b",
                "let x = (1 +\n    2)",
                "for n in 1..2 {\n    print n\n}",
                "for n in 1..2 {\n    print n\n    }",
                "let t = \"\"\"\n  two\n\"\"\"",
                "print 1\nprint 2",
                "battle a vs b\n    length 3\n",
                "battle a vs b\n    length 3\n    ",
                "battle a vs\n",
                "print (\n\n",
                ":save (",
                "print \"abc",
                "print )"
            })
    void canBeRun(String text) {
        assertThat(Input.complete(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let x =",
                "battle a vs",
                "print (1",
                "print (\n",
                "for n in 1..2 {",
                "for n in 1..2 {\n    print n",
                "for n in 1..2 {\n\n    print n",
                "let t = \"\"\"two",
                "let t = \"\"\"two\n",
                "battle a vs b\n    length 3",
                "let f = {a: 1,"
            })
    void waitsForMore(String text) {
        assertThat(Input.complete(text)).isFalse();
    }

    @Test
    void aStreamGoesOnWhereAScriptWould() {
        assertThat(Input.goesOn("print 1", "    + 2")).isTrue();
        assertThat(Input.goesOn("print 1", "print 2")).isFalse();
        assertThat(Input.goesOn("print 1", "")).isFalse();
        assertThat(Input.goesOn("print (1", "")).isTrue();
        assertThat(Input.goesOn("if x {\n}", "else {")).isTrue();
        assertThat(Input.goesOn(":undo", "    x")).isFalse();
    }

    @Test
    void theNextLineIsIndentedByItsBrackets() {
        assertThat(Input.depth("for n in 1..2 {\n    f([")).isEqualTo(3);
        assertThat(Input.depth("print 1")).isZero();
        assertThat(Input.depth("print )))")).isZero();
    }
}
