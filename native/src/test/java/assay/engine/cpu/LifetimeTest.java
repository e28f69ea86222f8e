package assay.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.Scope;
import assay.engine.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private final CpuEngine engine = new CpuEngine(2);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void tensorsDieWithTheirScope() {
        Tensor x;
        try (Scope _ = engine.scope()) {
            x = engine.zeros(3);
        }
        assertThat(x.shape()).containsExactly(3);
        assertThatThrownBy(x::floats).isInstanceOf(IllegalStateException.class).hasMessageContaining("[3]");
        try (Scope _ = engine.scope()) {
            assertThatThrownBy(() -> engine.add(x, 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> engine.add(engine.zeros(3), x)).isInstanceOf(IllegalStateException.class);
        }
        x.close();
    }

    @Test
    void keptTensorsLiveUntilTheyAreClosed() {
        Tensor x;
        try (Scope _ = engine.scope();
                Scope inner = engine.scope()) {
            x = inner.keep(engine.array(new float[] {1, 2}, 2));
        }
        assertThat(x.floats()).containsExactly(1, 2);
        x.close();
        x.close();
        assertThatThrownBy(x::floats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void innerScopesLeaveOuterTensorsAlone() {
        try (Scope _ = engine.scope()) {
            Tensor x = engine.array(new float[] {1, 2}, 2);
            try (Scope _ = engine.scope()) {
                engine.add(x, x);
            }
            assertThat(x.floats()).containsExactly(1, 2);
        }
    }

    @Test
    void viewsOutliveWhatTheyAreViewsOf() {
        try (Scope _ = engine.scope()) {
            Tensor view;
            try (Scope inner = engine.scope()) {
                Tensor x = engine.add(engine.zeros(2000), 1);
                view = inner.keep(engine.slice(x, new int[] {500}, new int[] {1500}));
            }
            // would be written into the same memory if the view did not hold it
            engine.add(engine.zeros(2000), 2);
            assertThat(view.floats()).containsOnly(1);
            view.close();
        }
    }

    @Test
    void anUpdateOfAKeptTensorIsKept() {
        Tensor cache;
        try (Scope scope = engine.scope()) {
            cache = scope.keep(engine.zeros(4));
        }
        Tensor before = cache;
        for (int i = 0; i < 4; i++)
            try (Scope _ = engine.scope()) {
                cache = engine.sliceUpdate(cache, engine.array(new float[] {i + 1}, 1), i);
            }
        assertThat(cache.floats()).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(before::floats).isInstanceOf(IllegalStateException.class);
        cache.close();
    }

    @Test
    void scopesCloseInnermostFirstOnTheirOwnThread() throws InterruptedException {
        Scope outer = engine.scope();
        Scope inner = engine.scope();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        Throwable[] thrown = new Throwable[1];
        Thread other = new Thread(() -> {
            try {
                inner.close();
            } catch (IllegalStateException e) {
                thrown[0] = e;
            }
        });
        other.start();
        other.join();
        assertThat(thrown[0]).isInstanceOf(IllegalStateException.class).hasMessageContaining("thread");
        inner.close();
        inner.close();
        outer.close();
    }

    @Test
    void withoutAScopeNothingIsBorn() {
        assertThatThrownBy(() -> engine.zeros(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tensorsOfAnotherEngineAreRefused() {
        try (CpuEngine other = new CpuEngine(1);
                Scope _ = other.scope();
                Scope _ = engine.scope()) {
            assertThatThrownBy(() -> engine.add(other.zeros(1), 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void threadsHaveScopesOfTheirOwn() throws InterruptedException {
        try (Scope _ = engine.scope()) {
            Tensor shared = engine.array(new float[] {1, 2, 3}, 3);
            float[][] sums = new float[4][];
            Thread[] threads = new Thread[sums.length];
            for (int t = 0; t < threads.length; t++) {
                int own = t;
                threads[t] = new Thread(() -> {
                    try (Scope _ = engine.scope()) {
                        sums[own] = engine.multiply(shared, own).floats();
                    }
                });
                threads[t].start();
            }
            for (Thread t : threads) t.join();
            for (int t = 0; t < sums.length; t++) assertThat(sums[t]).containsExactly(t, 2 * t, 3 * t);
        }
    }
}
