package assay.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParseTest {
    private static Parsed parse(String text) {
        return Parse.script(new Source("test.exp", text));
    }

    private static Stmt only(String text) {
        Parsed parsed = parse(text);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.script().statements()).hasSize(1);
        return parsed.script().statements().getFirst();
    }

    private static double number(String text) {
        return ((Expr.Number) ((Stmt.Seed) only("seed " + text)).value()).value();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20",
        "1.5, 1.5",
        "5e-6, 5e-6",
        "5E3, 5000",
        "-1, -1",
        "-1.5, -1.5",
        "85%, 0.85",
        "0.1%, 0.001",
        "7%, 0.07",
        "57%, 0.57",
        "1e2%, 1",
        "-5%, -0.05",
        "0, 0",
        "9007199254740993, 9007199254740992"
    })
    void numbersAreTheNearestDoubles(String text, double value) {
        assertThat(number(text)).isEqualTo(value);
    }

    @Test
    void lineBreaksAreUnixOrWindowsAndAByteOrderMarkIsNothing() {
        String unix = "let a = f(1,\n  2)\nshow a\n  top 5\nlet t = \"\"\"\n  x\n  y\n\"\"\"\n";
        String tree = Tree.of(parse(unix).script());
        assertThat(parse(unix).problems()).isEmpty();
        assertThat(Tree.of(parse(unix.replace("\n", "\r\n")).script())).isEqualTo(tree);
        assertThat(Tree.of(parse("\uFEFF" + unix).script())).isEqualTo(tree);
        assertThat(parse("\uFEFFlet x = *").problems().getFirst().span()).isEqualTo(new Span(8, 9));
    }

    @Test
    void tabsReachTheNextColumnOfFour() {
        assertThat(parse("let a = f\n\t(1)\n").script().statements()).hasSize(1);
        assertThat(parse("if a {\n\tshow b\n    show c\n}").problems()).isEmpty();
        assertThat(((Stmt.If) only("if a {\n\tshow b\n    show c\n}")).then().statements())
                .hasSize(2);
    }

    @Test
    void spansCoverWhatIsWritten() {
        String text = "let 👍a = f(x, b = [1, 2]).y + 3 # end\n";
        Parsed parsed = parse("let a = \"👍\" + f(x, b = [1, 2]).y # end\n");
        Stmt.Let let = (Stmt.Let) parsed.script().statements().getFirst();
        assertThat(cut(parsed, let.span())).isEqualTo("let a = \"👍\" + f(x, b = [1, 2]).y");
        Expr.Binary sum = (Expr.Binary) let.value();
        assertThat(cut(parsed, sum.left().span())).isEqualTo("\"👍\"");
        assertThat(cut(parsed, sum.right().span())).isEqualTo("f(x, b = [1, 2]).y");
        assertThat(parse(text).problems()).hasSize(1);
    }

    private static String cut(Parsed parsed, Span span) {
        return parsed.script().source().text().substring(span.start(), span.end());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let x = (",
                "let x = f(1,",
                "let x = [1, 2",
                "for x in y {",
                "for x in y {\n  show x",
                "let x = {a:",
                "let x = \"\"\"\nabc",
                "let x = 1 +",
                "let x =",
                "battle a vs",
                "let x = a->",
                "show a and",
                "let x = 1..",
                "expect not",
                "let x = f(a,\n# comment"
            })
    void moreLinesCanFinishIt(String text) {
        assertThat(parse(text).incomplete()).isTrue();
        assertThat(parse(text + "\n").incomplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "let x = 3",
                "let x = \"abc",
                "show x",
                "for x in y { }",
                "let x = (1]",
                ")",
                "let x 3",
                "# (",
                "use \"{\"",
                "let x = * 3"
            })
    void nothingCanFinishIt(String text) {
        assertThat(parse(text).incomplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let x = *",
                "let x",
                "param x = *",
                "model x = *",
                "x = *",
                "var x = *",
                "let x 'abc'",
                "define x(*) { show * }",
                "let x = (1",
                "let x == 3"
            })
    void aBrokenStatementStillBindsItsName(String text) {
        Parsed parsed = parse(text + "\nlet after = 1\n");
        assertThat(parsed.problems()).isNotEmpty();
        assertThat(parsed.script().statements().stream().map(ParseTest::bound).toList())
                .isEqualTo(List.of("x", "after"));
    }

    private static String bound(Stmt statement) {
        return switch (statement) {
            case Stmt.Let s -> s.name().text();
            case Stmt.Param s -> s.name().text();
            case Stmt.ModelDecl s -> s.name().text();
            case Stmt.Define s -> s.name().text();
            default -> statement.toString();
        };
    }

    @Test
    void aScriptOverTheLimitIsRefusedUnread() {
        assertThat(parse("#".repeat(Parse.LONGEST)).problems()).isEmpty();
        assertThat(parse("#".repeat(Parse.LONGEST + 1)).problems())
                .singleElement()
                .extracting(Problem::title)
                .isEqualTo("this script is longer than 4 MiB");
    }

    @Test
    void bracketsMayNestToTheLimit() {
        String open = "(".repeat(Layout.DEEPEST);
        String close = ")".repeat(Layout.DEEPEST);
        assertThat(parse("let x = " + open + "1" + close).problems()).isEmpty();
        assertThat(parse("let x = (" + open + "1" + close + ")").problems()).hasSize(1);
        assertThat(parse("let x = " + open).problems())
                .singleElement()
                .extracting(Problem::title)
                .isEqualTo("`(` is never closed");
        assertThat(parse("if a {\n".repeat(Layout.DEEPEST) + "}\n".repeat(Layout.DEEPEST))
                        .problems())
                .isEmpty();
    }

    @Test
    void everyRuleHasANameForPeople() {
        for (int rule = 0; rule < AssayParser.ruleNames.length; rule++)
            assertThat(SyntaxErrors.RULES).as(AssayParser.ruleNames[rule]).containsKey(rule);
    }

    @Test
    void everyTokenCanBeginALineWithoutHarm() {
        for (int type = 1; type <= AssayLexer.VOCABULARY.getMaxTokenType(); type++) {
            String literal = AssayLexer.VOCABULARY.getLiteralName(type);
            if (literal == null || literal.equals("'\\n'")) continue;
            String text = literal.substring(1, literal.length() - 1).replace("\\\"", "\"");
            Parsed parsed = parse(text + "\nlet after = 1\n");
            if (text.equals("\"\"\"")) continue;
            if (!List.of("(", "[", "{").contains(text))
                assertThat(parsed.script().statements()).as(text).last().isInstanceOf(Stmt.Let.class);
        }
    }
}
