package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();

    @Test
    void oneProblemInFull() {
        String text = "\n\n\n\n\n\nlet war = battle qwen vs llama lenght 20 block 3\n";
        Source source = new Source("battle.exp", text);
        int at = text.indexOf("lenght");
        problems.error(
                source,
                new Span(at, at + 6),
                "`battle` has no setting `lenght`",
                "did you mean `length`?",
                "battle takes: length, iterations, mode, block, board, first, start, replicates");
        assertThat(problems.render(false)).isEqualTo("""
                        battle.exp:7:32: error: `battle` has no setting `lenght`
                          7 | let war = battle qwen vs llama lenght 20 block 3
                            |                                ^^^^^^ did you mean `length`?
                            = battle takes: length, iterations, mode, block, board, first, start, replicates
                        """);
        assertThat(problems.render(true)).contains("\u001B[1;31merror\u001B[0m");
        assertThat(problems.render(true).replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(problems.render(false));
    }

    /** A title may quote what a file or a model brings. */
    @Test
    void nothingInAProblemMovesTheCursor() {
        Source source = new Source("a\u001B[2J.exp", "\u001B[2J\n");
        String evil = "\u001B]0;x\u0007\n\r\u202E\u009B2J";
        problems.error(source, new Span(0, 1), evil, evil, evil, evil);
        assertThat(problems.render(false).replace("\n", "").codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x202E);
        assertThat(problems.render(false)).hasLineCount(5);
    }

    @Test
    void theyAreSortedByPlaceAndEachIsToldOnce() {
        Source b = new Source("b.exp", "one\ntwo\n");
        Source a = new Source("a.exp", "one\n");
        problems.warning(b, new Span(4, 7), "second", "");
        problems.error(b, new Span(0, 3), "first", "");
        problems.error(b, new Span(0, 3), "first", "");
        problems.error(a, new Span(0, 0), "other file", "");
        assertThat(problems.list()).extracting(Problem::title).containsExactly("other file", "first", "second");
        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.render(false)).contains("b.exp:2:1: warning: second\n  2 | two\n    | ^^^\n");
    }

    @Test
    void warningsAloneAreNoErrors() {
        problems.warning(new Source("a", "x"), new Span(0, 1), "t", "");
        assertThat(problems.hasErrors()).isFalse();
        assertThat(problems.isEmpty()).isFalse();
    }

    @Test
    void caretsStandBelowTabsWideLettersAndCombiningMarks() {
        assertThat(caret("\tx y", 3)).isEqualTo("      ^");
        assertThat(caret("a\tx", 2)).isEqualTo("    ^");
        assertThat(caret("日本 x", 3)).isEqualTo("     ^");
        assertThat(caret("e\u0301 x", 3)).isEqualTo("  ^");
        assertThat(caret("👍 x", 3)).isEqualTo("   ^");
    }

    private static String caret(String text, int at) {
        Problem problem =
                new Problem(Problem.Severity.ERROR, new Source("a", text), new Span(at, at + 1), "t", "", List.of());
        return new Excerpt(problem, false).toString().lines().toList().get(2).substring("    | ".length());
    }

    @Test
    void controlCharactersNeverReachTheTerminal() {
        Problem problem = new Problem(
                Problem.Severity.ERROR,
                new Source("a", "x \u001B[31m \u202E y\uD800"),
                new Span(0, 1),
                "t",
                "",
                List.of());
        assertThat(new Excerpt(problem, false).toString()).doesNotContain("\u001B", "\u202E", "\uD800");
    }

    @Test
    void longLinesAreCutAndLongListsEnd() {
        Source source = new Source("a", "x".repeat(1_000_000));
        for (int i = 0; i < 1000; i++) problems.error(source, new Span(i * 1000, i * 1000 + 1), "t", "");
        assertThat(problems.render(false)).endsWith("and 900 more problems\n").hasSizeLessThan(60_000);
    }

    @Test
    void aSpanOverSeveralLinesIsMarkedToTheEndOfTheFirst() {
        problems.error(new Source("a", "ab\ncd"), new Span(1, 5), "t", "");
        assertThat(problems.render(false)).isEqualTo("a:1:2: error: t\n  1 | ab\n    |  ^\n");
    }
}
