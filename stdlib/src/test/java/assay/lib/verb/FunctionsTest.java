package assay.lib.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.lib.value.Rows;
import assay.lib.value.Value;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionsTest {

    @Test
    void rowsAreWellFormed() {
        assertThat(Functions.all()).extracting(Builtin::name).doesNotHaveDuplicates();
        for (Builtin function : Functions.all()) {
            assertThat(function.help()).doesNotEndWith(".").doesNotContain("\n").isNotBlank();
            assertThat(function.required()).isBetween(1, function.parameters().size());
        }
    }

    @Test
    void countsWhatHasASize() {
        assertThat(call("count", Value.of("草🙂"))).isEqualTo(Value.of(2));
        assertThat(call("count", new Value.Listing(List.of(Value.of(1))))).isEqualTo(Value.of(1));
        assertThat(call("count", new Rows("a").add(1).add(2).table())).isEqualTo(Value.of(2));
        assertThat(call("length", new Value.Range(3, 5))).isEqualTo(Value.of(3));
        assertThat(call("length", new Value.Range(Integer.MIN_VALUE, Integer.MAX_VALUE)))
                .isEqualTo(Value.of(0x1p32));
        assertThat(call("length", new Value.Range(5, 3))).isEqualTo(Value.of(0));
        assertThat(call("count", new Value.Rec(Map.of()))).isEqualTo(Value.of(0));
    }

    @Test
    void rounds() {
        assertThat(call("round", Value.of(2.5))).isEqualTo(Value.of(3));
        assertThat(call("round", Value.of(-2.5))).isEqualTo(Value.of(-3));
        assertThat(call("round", Value.of(1.005), Value.of(2))).isEqualTo(Value.of(1.01));
        assertThat(call("round", Value.of(1e300))).isEqualTo(Value.of(1e300));
    }

    @Test
    void calculates() {
        assertThat(call("sqrt", Value.of(9))).isEqualTo(Value.of(3));
        assertThat(call("abs", Value.of(-9))).isEqualTo(Value.of(9));
        assertThat(call("log", call("exp", Value.of(2)))).isEqualTo(Value.of(2));
        assertThat(call("max", new Value.Listing(List.of(Value.of(1), Value.of(2)))))
                .isEqualTo(Value.of(2));
        assertThatThrownBy(() -> call("exp", Value.of(1000)))
                .isInstanceOf(Failure.class)
                .hasMessage("`exp` of 1000 is too large for a number");
        assertThat(function("log").parameters().getFirst().type().accepts(Value.of(0)))
                .isEmpty();
    }

    @Test
    void readsAndWritesText() {
        assertThat(call("number", Value.of(" -1.5e3 "))).isEqualTo(Value.of(-1500));
        assertThat(call("number", Value.of(".5"))).isEqualTo(Value.of(0.5));
        assertThat(call("text", Value.of(0.5))).isEqualTo(Value.of("0.5"));
        assertThat(call("lower", Value.of("GRÜN"))).isEqualTo(Value.of("grün"));
        assertThat(call("upper", Value.of("red"))).isEqualTo(Value.of("RED"));
        assertThat(call("trim", Value.of(" a b\n"))).isEqualTo(Value.of("a b"));
        for (String text : List.of("NaN", "Infinity", "0x1p3", "1d", "", "1 2", "one"))
            assertThatThrownBy(() -> call("number", Value.of(text)))
                    .isInstanceOf(Failure.class)
                    .hasMessage("`number` cannot read a number in \"" + text + "\"");
        assertThatThrownBy(() -> call("number", Value.of("1e999999999")))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith("is too large");
    }

    @Test
    void roundsDownAndUp() {
        assertThat(call("floor", Value.of(-1.5))).isEqualTo(Value.of(-2));
        assertThat(call("ceil", Value.of(1.5))).isEqualTo(Value.of(2));
        assertThat(call("ceil", Value.of(-0.5))).isEqualTo(Value.of(0));
        assertThat(call("text", call("ceil", Value.of(-0.5)))).isEqualTo(Value.of("0"));
    }

    @Test
    void takesTheEnds() {
        Value.Listing list = listing(3, 1, 2);
        assertThat(call("first", list)).isEqualTo(Value.of(3));
        assertThat(call("last", list)).isEqualTo(Value.of(2));
        assertThat(call("first", Value.of("🙂草"))).isEqualTo(Value.of("🙂"));
        assertThat(call("last", Value.of("草🙂"))).isEqualTo(Value.of("🙂"));
        assertThat(call("last", new Rows("a").add(1).add(2).table()))
                .isEqualTo(new Value.Rec(Map.of("a", Value.of(2))));
        assertThatThrownBy(() -> call("first", listing()))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no first of an empty list");
        assertThatThrownBy(() -> call("last", Value.of("")))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no last of an empty text");
    }

    @Test
    void arrangesLists() {
        assertThat(call("sort", listing("b", 10, new Value.None(), 9, "a")))
                .isEqualTo(listing(9, 10, "a", "b", new Value.None()));
        assertThat(call("sort", listing())).isEqualTo(listing());
        assertThat(call("unique", listing(1, "1", 1, "b", "1"))).isEqualTo(listing(1, "1", "b"));
        assertThat(call("keys", new Value.Rec(Map.of("a", Value.of(1))))).isEqualTo(listing("a"));
        assertThat(call("keys", new Rows("x", "y").table())).isEqualTo(listing("x", "y"));
    }

    @Test
    void joinsAndSplits() {
        assertThat(call("join", listing("a", 1, "b"))).isEqualTo(Value.of("a1b"));
        assertThat(call("join", listing("", "", "b"), Value.of(", "))).isEqualTo(Value.of(", , b"));
        assertThat(call("join", listing(), Value.of(", "))).isEqualTo(Value.of(""));
        assertThat(call("split", Value.of("  a  b\n"))).isEqualTo(listing("a", "b"));
        assertThat(call("split", Value.of(" "))).isEqualTo(listing());
        assertThat(call("split", Value.of(",a,,b,"), Value.of(","))).isEqualTo(listing("", "a", "", "b", ""));
        assertThat(call("split", Value.of(""), Value.of(","))).isEqualTo(listing(""));
        assertThat(call("split", Value.of("草🙂"), Value.of(""))).isEqualTo(listing("草", "🙂"));
        assertThat(call("split", Value.of(""), Value.of(""))).isEqualTo(listing());
    }

    @Test
    void makesNothingTooLarge() {
        String kilo = "x".repeat(1000);
        Value many = new Value.Listing(Collections.nCopies(1_000_000, Value.of("")));
        assertThatThrownBy(() -> call("join", many, Value.of(kilo)))
                .isInstanceOf(Failure.class)
                .hasMessage("`join` makes texts of at most 16000000 characters");
        assertThatThrownBy(() -> call("split", Value.of("x ".repeat(1_000_001))))
                .isInstanceOf(Failure.class)
                .hasMessage("`split` makes at most 1000000 parts");
    }

    private static Value.Listing listing(Object... items) {
        Rows rows = new Rows("item");
        for (Object item : items) rows.add(item);
        return rows.table().column("item");
    }

    private static Builtin function(String name) {
        return Functions.find(name).orElseThrow();
    }

    private static Value call(String name, Value... arguments) {
        Builtin function = function(name);
        for (int i = 0; i < arguments.length; i++)
            assertThat(function.parameters().get(i).type().accepts(arguments[i]))
                    .isPresent();
        Value result = function.apply(Arrays.asList(arguments));
        assertThat(function.result().accepts(result)).isPresent();
        return result;
    }
}
