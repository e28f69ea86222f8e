package assay.repl;

import static org.assertj.core.api.Assertions.assertThat;

import assay.complete.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final List<Item> ITEMS = List.of(
            new Item(Item.Kind.NAME, "qilin", "a model", ""),
            new Item(Item.Kind.SETTING, "length", "a whole number", "cells of the board"),
            new Item(Item.Kind.DIRECTORY, "models/alpaka/"));

    @Test
    void itemsAreExplainedWhereThereIsRoom() {
        assertThat(new Listing(40, 10).of(ITEMS))
                .containsExactly("qilin    a model", "length   cells of the board", "alpaka/");
        assertThat(new Listing(20, 10).of(ITEMS)).contains("length   cells of …");
    }

    @Test
    void otherwiseTheyStandInColumns() {
        List<Item> many = IntStream.range(0, 30)
                .mapToObj(i -> new Item(Item.Kind.NAME, "name" + i, "", "help"))
                .toList();
        List<String> lines = new Listing(60, 10).of(many);
        assertThat(lines).hasSizeLessThanOrEqualTo(10).allMatch(line -> line.length() < 60);
        assertThat(lines.getFirst()).startsWith("names  name0  name1");
        assertThat(new Listing(20, 4).of(many)).hasSize(4).last().asString().startsWith("… and more");
    }

    @Test
    void namesOfFilesDoNothingToTheTerminal() {
        List<Item> odd = List.of(new Item(Item.Kind.FILE, "a\u001b[2J.csv"));
        assertThat(new Listing(40, 10).of(odd)).containsExactly("a\\u{1B}[2J.csv");
    }
}
