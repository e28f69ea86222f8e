package assay.lib.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.verb.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Value NONE = new Value.None();
    private static final Table FRUIT = new Rows("name", "size", "note")
            .add("plum", 2, NONE)
            .add("apple", 5, "red")
            .add("lime", 2, 7)
            .add("Fig", 1.5, "red")
            .table();

    @Test
    void hasColumnsRowsAndCells() {
        assertThat(FRUIT.columns()).containsExactly("name", "size", "note");
        assertThat(FRUIT.size()).isEqualTo(4);
        assertThat(FRUIT.column("size")).isEqualTo(numbers(2, 5, 2, 1.5));
        assertThat(FRUIT.row(1).fields().keySet()).containsExactly("name", "size", "note");
        assertThat(FRUIT.cell(2, "note")).isEqualTo(Value.of(7));
        assertThat(FRUIT.find("colour")).isEmpty();
    }

    @Test
    void saysWhichColumnsAndRowsThereAre() {
        assertThatThrownBy(() -> FRUIT.column("colour"))
                .isInstanceOf(Failure.class)
                .hasMessage("the table has no column `colour`; it has name, size, note");
        assertThatThrownBy(() -> FRUIT.row(4))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no row 4; the table has 4 rows, counted from 0");
        assertThatThrownBy(() -> Table.of(List.of("a", "a"), List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> Table.of(List.of("a"), List.of(List.of())))
                .isInstanceOf(Failure.class)
                .hasMessage("row 0 has 0 cells, but the table has 1 columns");
    }

    @Test
    void filters() {
        assertThat(FRUIT.where(row -> row.fields().get("size").equals(Value.of(2)))
                        .column("name"))
                .isEqualTo(texts("plum", "lime"));
        assertThat(FRUIT.where(row -> false).columns()).hasSize(3);
        assertThat(FRUIT.slice(-3, 2).column("name")).isEqualTo(texts("plum", "apple"));
    }

    @Test
    void sortsNumbersBeforeTextsAndNoneLastEitherWay() {
        assertThat(FRUIT.sortBy("note", false).column("name")).isEqualTo(texts("lime", "apple", "Fig", "plum"));
        assertThat(FRUIT.sortBy("note", true).column("name")).isEqualTo(texts("apple", "Fig", "lime", "plum"));
        assertThat(FRUIT.sortBy("name", false).column("name")).isEqualTo(texts("Fig", "apple", "lime", "plum"));
    }

    @Test
    void groupsInTheOrderOfFirstAppearance() {
        Table groups = FRUIT.groupBy("size");
        assertThat(groups.columns()).containsExactly("size", "count", "rows");
        assertThat(groups.column("size")).isEqualTo(numbers(2, 5, 1.5));
        assertThat(groups.column("count")).isEqualTo(numbers(2, 1, 1));
        assertThat(((Table) groups.cell(0, "rows")).column("name")).isEqualTo(texts("plum", "lime"));
    }

    @Test
    void recordsMayLackNames() {
        Table table =
                Table.of(List.of(new Value.Rec(Map.of("a", Value.of(1))), new Value.Rec(Map.of("b", Value.of(2)))));
        assertThat(table).isEqualTo(new Rows("a", "b").add(1, NONE).add(NONE, 2).table());
    }

    @Property
    void sortingIsStableAndOrders(@ForAll List<@IntRange(max = 5) Integer> keys) {
        Rows rows = new Rows("key", "place");
        List<int[]> expected = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            rows.add(keys.get(i), i);
            expected.add(new int[] {keys.get(i), i});
        }
        expected.sort(Comparator.comparingInt(pair -> pair[0]));
        assertThat(rows.table().sortBy("key", false).column("place"))
                .isEqualTo(
                        numbers(expected.stream().mapToDouble(pair -> pair[1]).toArray()));
        expected.sort(Comparator.comparingInt(pair -> -pair[0]));
        List<Integer> down = rows.table().sortBy("key", true).column("key").items().stream()
                .map(value -> (int) ((Value.Num) value).value())
                .toList();
        assertThat(down).isEqualTo(expected.stream().map(pair -> pair[0]).toList());
    }

    @Property
    void groupsHoldEveryRowOnce(@ForAll List<@IntRange(max = 5) Integer> keys) {
        Rows rows = new Rows("key");
        keys.forEach(rows::add);
        Table groups = rows.table().groupBy("key");
        int total = 0;
        for (int g = 0; g < groups.size(); g++) {
            Table members = (Table) groups.cell(g, "rows");
            assertThat(Value.of(members.size())).isEqualTo(groups.cell(g, "count"));
            assertThat(members.column("key").items()).containsOnly(groups.cell(g, "key"));
            total += members.size();
        }
        assertThat(total).isEqualTo(keys.size());
    }

    private static Value.Listing numbers(double... numbers) {
        return new Value.Listing(Arrays.stream(numbers).mapToObj(Value::of).toList());
    }

    private static Value.Listing texts(String... texts) {
        return new Value.Listing(Arrays.stream(texts).map(Value::of).toList());
    }
}
