package assay.lib.measure;

import static assay.lib.measure.FailureMode.COLLAPSE;
import static assay.lib.measure.FailureMode.DEGENERATION;
import static assay.lib.measure.FailureMode.EVASION;
import static assay.lib.measure.FailureMode.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureModeTest {

    private static FailureMode of(String prompt, String answer) {
        return FailureMode.of(prompt, answer, Math.max(1, answer.length() / 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What color is grass?                         | green
            What color is grass?                         | Grass is green.
            Is grass green?                              | Yes.
            Is grass green?                              | No, it is not.
            What is 6 times 7?                           | 42
            What is the opposite of yes?                 | No
            To be or not to                              | be
            Which operator adds two numbers in C?        | +
            Pick A, B or C: the capital of France is ... | B
            Translate 'dog' into French.                 | chien
            How are you?                                 | I am okay, thanks.
            Can you sing?                                | Of course I can sing.
            What is the capital of China?                | 北京
            草是什么颜色？                                  | 绿色
            Say thanks.                                  | Thanks!
            How was it?                                  | 👍
            Laugh.                                       | Ha ha ha ha!
            """)
    void briefAnswersThatAreFine(String prompt, String answer) {
        assertThat(of(prompt, answer)).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   \n\n", "...", "?", "\u200b\u200b", "---", "\ufffd\ufffd", "\u0000", "``` ```", "** **"})
    void nothingIsACollapse(String answer) {
        assertThat(of("What color is grass?", answer)).isEqualTo(COLLAPSE);
    }

    @Test
    void manyTokensOfNothingAreACollapse() {
        assertThat(FailureMode.of("What color is grass?", "ok" + "\n".repeat(200), 100))
                .isEqualTo(COLLAPSE);
        assertThat(FailureMode.of("What color is grass?", "", 512)).isEqualTo(COLLAPSE);
        assertThat(FailureMode.of("What color is grass?", "绿", 3)).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "green green green green green green green green green green green green",
                "Green GREEN green gReEn Green GREEN green gReEn Green GREEN green gReEn Green",
                "The grass is green. The grass is green. The grass is green. The grass is green.",
                "THE grass is green. the Grass IS green. The GRASS is Green. the grass is green.",
                "Well, it begins with sense, and then it it it it it it it it it it it it it it it it it it",
                "hahahahahahahahahahahahahahahahahahaha",
                "AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa",
                "绿色绿色绿色绿色绿色绿色绿色绿色绿色绿色",
                "草是绿色的。草是绿色的。草是绿色的。草是绿色的。",
                "0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1",
            })
    void loopsAreADegeneration(String answer) {
        assertThat(of("What color is grass?", answer)).isEqualTo(DEGENERATION);
    }

    @Test
    void goingRoundWithoutOrderIsADegeneration() {
        StringBuilder answer = new StringBuilder("grass ");
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 200; i++) answer.append(random.nextBoolean() ? "red " : "Green ");
        assertThat(of("What color is grass?", answer.toString())).isEqualTo(DEGENERATION);
        String paragraph =
                "Grass is green since its leaves hold chlorophyll, a pigment that takes red and blue light. ";
        assertThat(of("What color is grass?", paragraph.repeat(3))).isEqualTo(DEGENERATION);
        assertThat(of("What color is grass?", paragraph.repeat(2))).isEqualTo(OK);
    }

    @Test
    void codeTablesAndVerseAreFine() {
        assertThat(of("Write a Python function for Fibonacci numbers.", """
                def fib(n):
                    a, b = 0, 1
                    for _ in range(n):
                        a, b = b, a + b
                    return a
                """)).isEqualTo(OK);
        assertThat(of("Compare cats and dogs in a table.", """
                | animal | legs | sound | food | lives | cost |
                | ------ | ---- | ----- | ---- | ----- | ---- |
                | cat    | 4    | meow  | fish | 9     | low  |
                | dog    | 4    | bark  | bone | 1     | high |
                """)).isEqualTo(OK);
        assertThat(of("Write a poem.", """
                The tide comes in, the tide goes out,
                the gulls all cry, the children shout,
                the tide comes in, the sun goes down,
                and lamps are lit across the town.
                """)).isEqualTo(OK);
        assertThat(of("Print a row of ten zeros in C", "int row[10] = {0, 0, 0, 0, 0};\nprintf(\"%d\", row[3]);"))
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What color is grass?             | I don't know.
            What color is grass?             | Yes.
            What color is grass?             | Sure!
            What color is grass?             | Sorry, I cannot help you with that.
            Write a story about whales.      | Okay.
            Is it raining in Berlin?         | Maybe.
            What color is ripe grass?        | My favorite recipe starts with butter, sugar, flour, eggs, vanilla, salt, milk, cocoa, almonds and honey.
            """)
    void answersToSomethingElseAreEvasions(String prompt, String answer) {
        assertThat(of(prompt, answer)).isEqualTo(EVASION);
    }

    @Test
    void aLongAnswerEvadesByNamingNothingOfThePrompt() {
        String cake = "My favorite recipe starts with butter, sugar, flour, eggs, vanilla, salt, milk and cocoa,"
                + " stirred slowly until smooth, poured into two buttered pans and baked for half an hour.";
        assertThat(of("Why did the Roman empire fall?", cake)).isEqualTo(EVASION);
        assertThat(of("Why did the Roman empire fall?", cake + " The Romans did likewise."))
                .isEqualTo(OK);
        // one word is little to go by, and a poem about the sea may never name it
        assertThat(of("Tell me about consciousness.", cake)).isEqualTo(OK);
        assertThat(
                        of(
                                "Tell me about consciousness.",
                                cake + " "
                                        + ("Then wash bowls spoons forks knives plates pans, dry"
                                                + " shelves, sweep floors, open windows, call friends, light candles, pour cold lemonade, put out"
                                                + " chairs, play records, dance, laugh, sing loudly, cut slices, pass napkins, hand round cream.")))
                .isEqualTo(EVASION);
    }

    @Test
    void aTranslationIntoAnotherScriptEvadesNothing() {
        assertThat(of(
                        "Translate into Chinese: the weather in the mountains is pleasant today.",
                        "今天山里的天气非常宜人，适合外出散步和野餐。"))
                .isEqualTo(OK);
        assertThat(of("草地为什么是绿色的？", "因为叶片含有叶绿素，它吸收红光和蓝光，反射绿光。")).isEqualTo(OK);
        assertThat(of("草地为什么是绿色？", "昨天晚上妈妈做晚饭，有鱼肉豆腐米饭，味道真好，全家吃得开心。")).isEqualTo(EVASION);
    }

    @Test
    void aLoopOfAPromptThatAsksForItIsStillALoop() {
        assertThat(of("Repeat 'echo' twenty times.", "echo ".repeat(20))).isEqualTo(DEGENERATION);
    }

    /** Answers written for another purpose; these are the ones that go round in circles. */
    @Test
    void amongOrdinaryAnswersOnlyLoopsAreFound() throws IOException {
        assertThat(LekTest.responses())
                .filteredOn(item -> of("", item.get("response").asText()) == DEGENERATION)
                .extracting(item -> item.get("id").asText())
                .containsExactly(
                        "open018", "open044", "open045", "open046", "open059", "open062", "open066", "open067");
    }

    @Property
    void anythingHasAMode(@ForAll String prompt, @ForAll String answer, @ForAll int tokens) {
        assertThat(FailureMode.of(prompt, answer, tokens)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "a b ", ".", "\n", "心", "x1 ", "\ud83d", "{}", "A\u0301"})
    void aMegabyteIsNoTrouble(String piece) {
        String answer = piece.repeat((1 << 20) / piece.length());
        assertThat(FailureMode.of("What color is grass?", answer, 1 << 18)).isIn(COLLAPSE, DEGENERATION);
    }

    @Test
    void namesAreLowerCase() {
        assertThat(FailureMode.values())
                .extracting(FailureMode::toString)
                .containsExactly("ok", "collapse", "degeneration", "evasion");
    }
}
