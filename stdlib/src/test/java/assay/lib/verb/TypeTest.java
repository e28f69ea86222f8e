package assay.lib.verb;

import static org.assertj.core.api.Assertions.assertThat;

import assay.lib.value.Result;
import assay.lib.value.Rows;
import assay.lib.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeTest {
    private static final Type TEXT = new Type.Text();
    private static final Type MODE = Type.choice("sequential", "batch", "single");

    static Stream<Arguments> wordings() {
        return Stream.of(
                Arguments.of(Type.whole(), "a whole number"),
                Arguments.of(Type.atLeast(1), "a whole number of at least 1"),
                Arguments.of(new Type.Whole(0, 7), "a whole number from 0 to 7"),
                Arguments.of(new Type.Whole(Long.MIN_VALUE, 7), "a whole number of at most 7"),
                Arguments.of(new Type.Whole(1, Integer.MAX_VALUE), "a whole number of at least 1"),
                Arguments.of(Type.number(), "a number"),
                Arguments.of(new Type.Real(0, Double.POSITIVE_INFINITY), "a number of at least 0"),
                Arguments.of(new Type.Real(0, Double.MAX_VALUE), "a number of at least 0"),
                Arguments.of(new Type.Real(-Double.MAX_VALUE, 0), "a number of at most 0"),
                Arguments.of(new Type.Real(0, 1), "a number from 0 to 1"),
                Arguments.of(new Type.Real(Double.MIN_VALUE, 1), "a number above 0 up to 1"),
                Arguments.of(MODE, "one of sequential, batch, single"),
                Arguments.of(Type.oneOf(TEXT, Type.list(Type.whole())), "text or a list of whole numbers"),
                Arguments.of(Type.oneOf(TEXT, new Type.Range(), new Type.None()), "text, a range or none"),
                Arguments.of(
                        Type.oneOf(MODE, TEXT, new Type.None()), "one of sequential, batch, single or text or none"),
                Arguments.of(Type.list(Type.list(TEXT)), "a list of lists of texts"),
                Arguments.of(Type.list(Type.atLeast(0)), "a list of whole numbers of at least 0"),
                Arguments.of(Type.list(MODE), "a list of items, each one of sequential, batch, single"),
                Arguments.of(Type.result("battle", "converge"), "a result of battle or converge"),
                Arguments.of(new Type.Model(), "a model"));
    }

    @ParameterizedTest
    @MethodSource("wordings")
    void saysWhatIsExpected(Type type, String words) {
        assertThat(type.expected()).isEqualTo(words);
    }

    @Test
    void acceptsWhatFits() {
        assertThat(Type.atLeast(1).accepts(Value.of(1))).isPresent();
        assertThat(Type.atLeast(1).accepts(Value.of(0))).isEmpty();
        assertThat(Type.whole().accepts(Value.of(1.5))).isEmpty();
        assertThat(Type.number().accepts(Value.of(Double.NaN))).isEmpty();
        assertThat(Type.number().accepts(Value.of(Double.POSITIVE_INFINITY))).isEmpty();
        assertThat(MODE.accepts(Value.of("batch"))).isPresent();
        assertThat(MODE.accepts(Value.of("bach"))).isEmpty();
        assertThat(Type.result("battle").accepts(new Result("battle", Map.of())))
                .isPresent();
        assertThat(Type.result("battle").accepts(new Result("ask", Map.of()))).isEmpty();
        assertThat(Type.result().accepts(new Result("ask", Map.of()))).isPresent();
        assertThat(new Type.Text().accepts(Value.of(1))).isEmpty();
    }

    @Test
    void aRangeIsAListOfWholeNumbersWhereOneIsExpected() {
        assertThat(Type.list(Type.whole()).accepts(new Value.Range(1, 3)))
                .contains(new Value.Listing(List.of(Value.of(1), Value.of(2), Value.of(3))));
        assertThat(Type.list(Type.whole()).accepts(new Value.Range(0, Integer.MAX_VALUE)))
                .isEmpty();
        assertThat(Type.oneOf(new Type.Range(), Type.list(Type.whole())).accepts(new Value.Range(1, 3)))
                .contains(new Value.Range(1, 3));
    }

    @Test
    void aListOfRecordsIsATableWhereOneIsExpected() {
        Value list = new Value.Listing(List.of(new Value.Rec(Map.of("a", Value.of(1)))));
        assertThat(new Type.Table().accepts(list)).contains(new Rows("a").add(1).table());
        assertThat(new Type.Table().accepts(new Value.Listing(List.of(Value.of(1)))))
                .isEmpty();
    }

    @Test
    void onlyWhatSurelyFailsIsRefusedBeforeRunning() {
        assertThat(Type.atLeast(1).mayBe(new Type.Any())).isTrue();
        assertThat(Type.atLeast(1).mayBe(new Type.Whole(0, 0))).isFalse();
        assertThat(Type.atLeast(1).mayBe(Type.number())).isTrue();
        assertThat(Type.atLeast(1).mayBe(TEXT)).isFalse();
        assertThat(MODE.mayBe(TEXT)).isTrue();
        assertThat(MODE.mayBe(Type.choice("batch"))).isTrue();
        assertThat(MODE.mayBe(Type.choice("all"))).isFalse();
        assertThat(Type.list(TEXT).mayBe(Type.list(Type.whole()))).isFalse();
        assertThat(TEXT.mayBe(Type.oneOf(Type.whole(), TEXT))).isTrue();
        assertThat(Type.result("battle").mayBe(Type.result())).isTrue();
        assertThat(Type.result("battle").mayBe(Type.result("ask"))).isFalse();
    }

    /** A value that a place accepts never has a type that the checker refuses there. */
    @Property(tries = 20_000)
    void theCheckerRefusesNothingThatWouldBeAccepted(
            @ForAll("types") Type place, @ForAll("types") Type known, @ForAll("values") Value value) {
        if (known.accepts(value).equals(Optional.of(value))
                && place.accepts(value).isPresent()
                && !holdsEmptyList(value))
            assertThat(place.mayBe(known)).as("%s may be %s", place, known).isTrue();
    }

    @Property
    void whatIsAcceptedOnceIsAcceptedAgain(@ForAll("types") Type type, @ForAll("values") Value value) {
        type.accepts(value)
                .ifPresent(accepted -> assertThat(type.accepts(accepted)).contains(accepted));
    }

    private static boolean holdsEmptyList(Value value) {
        return value instanceof Value.Listing(List<Value> items)
                && (items.isEmpty() || items.stream().anyMatch(TypeTest::holdsEmptyList));
    }

    @Provide
    Arbitrary<Type> types() {
        Arbitrary<Type> simple = Arbitraries.of(
                TEXT,
                MODE,
                Type.whole(),
                Type.atLeast(1),
                new Type.Whole(-3, 0),
                Type.number(),
                new Type.Real(0, 1),
                new Type.Flag(),
                new Type.None(),
                new Type.Range(),
                new Type.Pair(),
                new Type.Rec(),
                new Type.Table(),
                Type.result(),
                Type.result("ask"),
                Type.result("battle", "ask"),
                new Type.Any());
        return simple.flatMap(type -> Arbitraries.of(
                type,
                Type.list(type),
                Type.oneOf(type, TEXT),
                Type.list(Type.list(type)),
                Type.list(Type.oneOf(new Type.Flag(), type))));
    }

    @Provide
    Arbitrary<Value> values() {
        Value rec = new Value.Rec(Map.of("a", Value.of(1)));
        return Arbitraries.of(
                Value.of(1),
                Value.of(-1),
                Value.of(0.5),
                Value.of("batch"),
                Value.of("other"),
                Value.of(true),
                new Value.None(),
                new Value.Range(0, 2),
                new Value.Pair("a", "b"),
                rec,
                new Value.Listing(List.of(rec)),
                new Value.Listing(List.of(Value.of(1), Value.of(2))),
                new Value.Listing(List.of(Value.of(true), Value.of("batch"))),
                new Value.Listing(List.of(new Value.Listing(List.of(Value.of("batch"))))),
                new Rows("a").add(1).table(),
                new Result("ask", Map.of()),
                new Result("battle", Map.of()));
    }
}
