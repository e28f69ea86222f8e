package assay.complete;

import static org.assertj.core.api.Assertions.assertThat;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.complete.Completion.Found;
import assay.files.FileVerbs;
import assay.files.Folder;
import assay.grammar.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
                    List.of(
                            new Entry("2024.csv", false),
                            new Entry("colours.csv", false),
                            new Entry("models", true),
                            new Entry("x.exp", false));
                case "models/" -> List.of(new Entry("qilin", true), new Entry("alpaka", true));
                default -> List.of();
            };
        }

        @Override
        public List<String> models() {
            return List.of("mlx-community/Qwen3-0.6B-4bit");
        }
    };
    private static final Completion COMPLETION = new Completion(VOCABULARY, ENTRIES, NEARBY);
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

    private static Found at(String marked, Names names) {
        int offset = marked.indexOf('|');
        String text = marked.replace("|", "");
        Found found = COMPLETION.at(text, offset, names);
        return found.beginning(text.substring(found.start(), offset));
    }

    private static Optional<String> hint(String text) {
        return COMPLETION.hint(text, text.length(), NAMES);
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
        assertThat(words("let t = load \"|")).containsExactly("2024.csv", "colours.csv", "models/");
        assertThat(words("let t = load \"20|")).containsExactly("2024.csv");
        assertThat(words("import \"|")).containsExactly("x.exp", "models/");
        assertThat(at("model m = \"models/q|", NAMES).start()).isEqualTo("model m = \"".length());
        assertThat(words("ask qilin \"mo|")).isEmpty();
    }

    @Test
    void hintsSayWhatIsExpected() {
        assertThat(hint("battle ")).hasValueSatisfying(hint -> assertThat(hint).startsWith("battle"));
        assertThat(hint("battle qilin vs alpaka length "))
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("length: a whole number"));
        assertThat(hint("battle qilin vs alpaka length 2")).isEqualTo(hint("battle qilin vs alpaka length "));
        assertThat(hint("battle qilin ")).contains("vs B");
        assertThat(hint("model m = \"mod")).contains("\"directory\" or \"owner/name\" of the hub");
        assertThat(hint("fingerprint("))
                .hasValueSatisfying(hint -> assertThat(hint).startsWith("fingerprint"));
        assertThat(hint("print ")).isEmpty();
        assertThat(hint("print # battle ")).isEmpty();
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
    void typesOfTheNamesInABlockAreKnown() {
        assertThat(words("for w in [war] {\n    let f = fingerprint(w)\n    print f.|"))
                .contains("distance");
        assertThat(
                        words(
                                "for n in 1..2 {\n    let w = battle qilin vs alpaka length n\n    print w.win|\n}\nlet later = 1"))
                .containsExactly("winner");
        assertThat(words("print |\nlet later = 1\ndefine twice(a) {\n    return 2 * a\n}"))
                .contains("twice")
                .doesNotContain("later", "a");
        assertThat(words("print table where |")).contains("object", "color", "size");
        assertThat(words("print table where obj|")).containsExactly("object");
    }

    @Test
    void whatStandsBehindThePlaceCounts() {
        assertThat(words("battle qilin | length 6")).contains("vs", "mode").doesNotContain("length");
        assertThat(words("battle qilin vs alpaka |\n    mode batch length 6\nlet x = 1"))
                .contains("block")
                .doesNotContain("mode", "length", "vs");
        assertThat(words("battle qilin vs alpaka le|ngth 20")).containsExactly("length");
        assertThat(words("show battle qilin vs alpaka | top 5"))
                .contains("length")
                .doesNotContain("top");
        assertThat(words("let w = (battle qilin |)\nbattle qilin length 3")).contains("length");
    }

    @Test
    void aWordIsReplacedWhole() {
        assertThat(at("print ro|un", NAMES))
                .extracting(Found::start, Found::end)
                .containsExactly(6, 10);
        assertThat(at("print |round", NAMES))
                .extracting(Found::start, Found::end)
                .containsExactly(6, 6);
        assertThat(at("import \"x|y.exp\"", NAMES))
                .extracting(Found::start, Found::end)
                .containsExactly(8, 14);
        assertThat(at("import \"x|", NAMES))
                .extracting(Found::start, Found::end)
                .containsExactly(8, 9);
    }

    @Test
    void aCallTakesTheSettingsOfItsVerb() {
        assertThat(words("fingerprint(war, |)")).containsExactly("solo", "top");
        assertThat(words("fingerprint(war, top = mean([1, 2]), |)")).containsExactly("solo");
        assertThat(words("fingerprint(|, top = 2)")).contains("war", "solo").doesNotContain("top");
    }

    @Test
    void columnsStandBehindBy() {
        assertThat(words("plot table by |")).startsWith("object", "color");
        assertThat(words("probe qilin on table by |")).startsWith("object", "color");
        assertThat(words("plot war by |")).doesNotContain("object");
    }

    @Test
    void aHoleTakesNamesOnly() {
        assertThat(words("print \"{|}\"")).contains("war", "size").doesNotContain("let", "round");
        assertThat(words("print \"a {wa|")).containsExactly("war");
        assertThat(words("print \"\"\"{wa|")).containsExactly("war");
        assertThat(words("print \"{wo|}\" for word in [\"a\"]")).containsExactly("word");
        assertThat(words("print \"\\{wa|")).isEmpty();
    }

    @Test
    void itemsSayWhatTheyAre() {
        assertThat(at("print roun|", NAMES).items())
                .containsExactly(new Item(
                        Item.Kind.FUNCTION,
                        "round",
                        "round(x, [digits])",
                        item("print roun|").help()));
        assertThat(item("ask qili|").kind()).isEqualTo(Item.Kind.MODEL);
        assertThat(item("print tabl|").detail()).isEqualTo("a list: object, color");
        assertThat(item("define pair(a, b) {}\nprint pai|").detail()).isEqualTo("a procedure of (a, b)");
        assertThat(item("battle qilin vs alpaka lengt|").detail())
                .startsWith("a whole number")
                .endsWith("if not said");
        assertThat(item("print war.winne|").detail()).isNotEmpty();
    }

    private static Item item(String marked) {
        return at(marked, NAMES).items().getFirst();
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
        assertThat(COMPLETION.topic("battle qilin vs", 15, NAMES)).contains("battle");
        assertThat(COMPLETION.topic("converge qilin mode ", 20, NAMES)).contains("converge");
        assertThat(COMPLETION.topic("expect", 6, NAMES)).contains("expect");
        assertThat(COMPLETION.topic("", 0, NAMES)).isEmpty();
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
            Found found = COMPLETION.at(text, i, NAMES);
            assertThat(found.start()).isBetween(0, i);
            assertThat(found.end()).isBetween(i, text.length());
            assertThat(found.items()).extracting(Item::text).doesNotHaveDuplicates();
            COMPLETION.hint(text, i, NAMES);
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
