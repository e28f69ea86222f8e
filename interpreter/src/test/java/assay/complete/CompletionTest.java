package assay.complete;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.grammar.Source;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The place that is asked about is marked with `|`. */
class CompletionTest {
    private static final Folder FOLDER = Folder.of(Path.of("../examples/battle.exp"));
    private static final Vocabulary VOCABULARY = new Vocabulary(FileVerbs.table(FOLDER));
    private static final Entries ENTRIES = new Entries(FOLDER, VOCABULARY);
    private static final Nearby NEARBY = new Nearby() {
        @Override
        public List<Entry> below(String directory) {
            return switch (directory) {
                case "" ->
                    List.of(new Entry("colours.csv", false), new Entry("models", true), new Entry("x.exp", false));
                case "models/" -> List.of(new Entry("qilin", true), new Entry("alpaka", true));
                default -> List.of();
            };
        }

        @Override
        public List<String> models() {
            return List.of("mlx-community/Qwen3-0.6B-4bit");
        }
    };
    private static final Names NAMES = names("""
            model qilin = "models/qilin"
            model alpaka = "models/alpaka"
            let war = battle qilin vs alpaka length 6
            let colour = direction green->red on qilin
            let table = [{object: "grass", color: "green"}]
            let size = 3
            let free = war.winner
            """);

    private static Names names(String text) {
        Entries.Entry entry = ENTRIES.check(new Source("test", text), Names.script());
        assertThat(entry.program().problems()).isEmpty();
        return entry.names();
    }

    private static Completion.Found at(String marked, Names names) {
        int offset = marked.indexOf('|');
        return new Completion(VOCABULARY, ENTRIES, NEARBY).at(marked.replace("|", ""), offset, names);
    }

    private static List<String> words(String marked) {
        return at(marked, NAMES).items().stream().map(Item::text).toList();
    }

    @Test
    void aStatementBeginsWithAVerbAKeywordOrAName() {
        assertThat(words("|")).contains("battle", "let", "model", "war", "mean", "hypothesis");
        assertThat(words("let x = 1\nba|")).containsExactly("battle");
        assertThat(words("for n in 1..3 {\n    pri|")).containsExactly("print");
    }

    @Test
    void aPhraseTakesNamesOfTheRightType() {
        assertThat(words("battle |")).startsWith("qilin", "alpaka").doesNotContain("war", "size", "battle");
        assertThat(words("battle qilin vs |")).startsWith("qilin", "alpaka").doesNotContain("war", "length");
        assertThat(words("steer qilin along |")).contains("colour").doesNotContain("qilin", "size");
        assertThat(words("fingerprint(|")).contains("war").doesNotContain("qilin");
        assertThat(words("use |")).contains("qilin").doesNotContain("war", "mean", "score");
    }

    @Test
    void whatIsGivenIsNotProposedAgain() {
        assertThat(words("battle qilin |")).contains("vs", "length", "mode").doesNotContain("qilin");
        assertThat(words("battle qilin vs alpaka length 6 |"))
                .contains("mode", "replicates")
                .doesNotContain("length", "vs", "qilin");
        assertThat(words("let w = battle qilin vs alpaka len|")).containsExactly("length");
        assertThat(words("let w = (battle qilin vs alpaka\n    length 6 blo|")).containsExactly("block");
        assertThat(words("converge qilin length 5\n    mo|")).containsExactly("mode");
    }

    @Test
    void aSettingTakesTheWordsOfItsChoice() {
        assertThat(words("converge qilin mode |")).contains("sequential", "batch");
        assertThat(words("converge qilin mode se|")).containsExactly("sequential");
        assertThat(words("engine |")).containsExactly("auto", "cpu", "mlx");
        assertThat(words("model m = \"models/qilin\" |")).containsExactly("revision", "adapter", "engine", "dtype");
        assertThat(words("model m = \"models/qilin\" dtype |")).startsWith("native", "float32");
    }

    @Test
    void aPointIsFollowedByTheFieldsOfTheType() {
        assertThat(words("print war.|")).contains("winner", "iterations").doesNotContain("war");
        assertThat(words("expect war.win|")).containsExactly("winner");
        assertThat(words("print table.|")).containsExactly("object", "color");
        assertThat(words("print table[0].|")).containsExactly("object", "color");
        assertThat(words("print fingerprint(war).entr|")).allMatch(word -> word.startsWith("entr"));
        assertThat(words("print free.|")).isEmpty();
        assertThat(words("print size.|")).isEmpty();
    }

    @Test
    void statementsHaveSettingsBehindTheirValue() {
        assertThat(words("show |")).contains("war", "battle", "fingerprint");
        assertThat(words("show war |")).containsExactly("top");
        assertThat(words("show fingerprint(war) |")).containsExactly("top");
        assertThat(words("show battle qilin vs alpaka |")).contains("top", "length");
        assertThat(words("save war |")).containsExactly("to");
        assertThat(words("plot war |")).containsExactly("by");
    }

    @Test
    void blocksAndClausesHaveTheirOwnWords() {
        assertThat(words("hypothesis h {\n    |")).containsExactly("predict", "falsified");
        assertThat(words("hypothesis h {\n    falsified |")).containsExactly("if");
        assertThat(words("if size > 2 {\n} |")).containsExactly("else");
        assertThat(words("for n |")).containsExactly("in");
        assertThat(words("expect size |")).contains("and", "in", "within");
        assertThat(words("import |")).contains("colors");
    }

    @ParameterizedTest
    @CsvSource({
        "let |",
        "model |",
        "# battle |",
        "'print \"battle |'",
        "battle qilin vs alpaka length 6..|",
        "let x = 20|",
        "steer qilin green->|",
        "'ask qilin \"\"\"battle |'"
    })
    void nothingIsProposedForWhatIsNew(String marked) {
        assertThat(words(marked)).isEmpty();
    }

    @Test
    void textsThatNameFilesAreCompleted() {
        assertThat(words("model m = \"|")).containsExactly("models/", "mlx-community/Qwen3-0.6B-4bit");
        assertThat(words("model m = \"models/q|")).containsExactly("models/qilin/");
        assertThat(words("model m = \"models/qilin\" adapter \"m|")).containsExactly("models/");
        assertThat(words("let t = load \"|")).containsExactly("colours.csv", "models/");
        assertThat(words("import \"|")).containsExactly("x.exp", "models/");
        assertThat(at("model m = \"models/q|", NAMES).start()).isEqualTo("model m = \"".length());
        assertThat(words("ask qilin \"mo|")).isEmpty();
    }

    @Test
    void hintsSayWhatIsExpected() {
        assertThat(at("battle |", NAMES).hint())
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("battle"));
        assertThat(at("battle qilin vs alpaka length |", NAMES).hint())
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("length: a whole number"));
        assertThat(at("battle qilin |", NAMES).hint()).isPresent();
        assertThat(at("print |", NAMES).hint()).isEmpty();
    }

    @Test
    void namesOfTheTextItselfAreKnown() {
        assertThat(words("for round in 1..3 {\n    print ro|")).contains("round");
        assertThat(words("for round in 1..3 {\n    print round\n}\nprint rou|")).containsExactly("round");
        assertThat(words("define f(first-one, other = 2) {\n    let mine = 1\n    return fir|"))
                .contains("first-one");
        assertThat(words("define f(a) {\n    let mine = 1\n    return mi|")).contains("mine");
        assertThat(words("define f(a) {\n    let mine = 1\n    return mine\n}\nprint mi|"))
                .doesNotContain("mine");
        assertThat(words("let fresh = fre|")).doesNotContain("fresh");
        assertThat(words("let fresh = 1\nprint fre|")).contains("fresh");
    }

    @Test
    void aModelInUseMayBeLeftOut() {
        Names using = names("model qilin = \"models/qilin\"\nuse qilin\nlet cold = 0.1");
        List<String> words =
                at("generate |", using).items().stream().map(Item::text).toList();
        assertThat(words).contains("qilin", "tokens");
    }

    @Test
    void helpIsAboutTheVerbOrTheWord() {
        Completion completion = new Completion(VOCABULARY, ENTRIES, NEARBY);
        assertThat(completion.topic("battle qilin vs", 15, NAMES)).contains("battle");
        assertThat(completion.topic("converge qilin mode ", 20, NAMES)).contains("converge");
        assertThat(completion.topic("expect", 6, NAMES)).contains("expect");
        assertThat(completion.topic("", 0, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "battle qilin vs alpaka length 6 mode batch replicates 3 temperature 0.5",
                "show fingerprint(war) top 3",
                "let x = (steer qilin green->red alpha 1.5)",
                "hypothesis h { predict war.iterations in 60%..80% falsified if war.iterations >= 85% }",
                "for n in [1, 2] { if n > 1 { print n } else { show {a: n, b: [n]} } }",
                "let t = table where color == \"green\" sort by object",
                "define f(a, b = 1) { return a + f(b, a = 2)[0].x }"
            })
    void everyPrefixCanBeAskedAbout(String text) {
        for (int i = 0; i <= text.length(); i++) {
            Completion.Found found = new Completion(VOCABULARY, ENTRIES, NEARBY).at(text, i, NAMES);
            assertThat(found.start()).isBetween(0, i);
            String word = text.substring(found.start(), i);
            assertThat(found.items())
                    .allMatch(item -> item.text().startsWith(word))
                    .doesNotHaveDuplicates();
        }
    }

    @Property(tries = 2000)
    void noTextIsTooOdd(@ForAll @StringLength(max = 40) String text) {
        assertThat(at(text.replace("|", "") + "|", NAMES).start()).isLessThanOrEqualTo(text.length());
    }

    @Property(tries = 2000)
    void noArrangementOfWordsIsTooOdd(@ForAll @Size(max = 12) List<@From("piece") String> pieces) {
        String text = String.join("", pieces);
        assertThat(at(text + "|", NAMES).start()).isLessThanOrEqualTo(text.length());
    }

    @Provide
    Arbitrary<String> piece() {
        return Arbitraries.of(
                "battle ",
                "qilin",
                " vs ",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ".",
                "\n",
                "    ",
                "let x = ",
                "\"",
                "=",
                ",",
                "show ",
                "hypothesis h ",
                "predict ",
                "length ",
                "6",
                "->",
                "..",
                "#",
                "if ",
                "else ",
                "for ",
                "in ",
                "-");
    }
}
