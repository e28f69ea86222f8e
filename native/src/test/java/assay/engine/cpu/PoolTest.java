package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Property(tries = 100)
    void everyItemRunsOnce(
            @ForAll @IntRange(min = 1, max = 5) int threads,
            @ForAll @IntRange(min = 0, max = 500) int items,
            @ForAll @IntRange(min = 1, max = 9) int unit,
            @ForAll boolean large) {
        try (Pool pool = new Pool(threads)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(items);
            for (int repeat = 0; repeat < 3; repeat++)
                pool.run(items, unit, large ? Long.MAX_VALUE : 0, (from, to) -> {
                    assertThat(from % unit).isZero();
                    for (int i = from; i < to; i++) runs.incrementAndGet(i);
                });
            for (int i = 0; i < items; i++) assertThat(runs.get(i)).isEqualTo(3);
        }
    }

    @Test
    void aLoopWithinALoopRunsOnItsCaller() {
        try (Pool pool = new Pool(3)) {
            AtomicIntegerArray runs = new AtomicIntegerArray(1);
            pool.run(20, 1, Long.MAX_VALUE, (a, b) -> {
                for (int i = a; i < b; i++) pool.run(10, 1, Long.MAX_VALUE, (from, to) -> runs.addAndGet(0, to - from));
            });
            assertThat(runs.get(0)).isEqualTo(200);
        }
    }

    @Test
    void failuresReachTheCallerAndThePoolGoesOn() {
        try (Pool pool = new Pool(2)) {
            assertThatThrownBy(() -> pool.run(100, 1, Long.MAX_VALUE, (from, to) -> {
                        throw new IllegalArgumentException("item " + from);
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("item");
            AtomicIntegerArray runs = new AtomicIntegerArray(1);
            pool.run(100, 1, Long.MAX_VALUE, (from, to) -> runs.addAndGet(0, to - from));
            assertThat(runs.get(0)).isEqualTo(100);
        }
    }
}
