package assay.engine.mlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.engine.EngineException;
import assay.engine.Scope;
import assay.engine.Tensor;
import org.junit.jupiter.api.Test;

/** MLX's own handler would end this process. */
class MlxErrorsTest {

    @Test
    void anErrorOfMlxIsAnExceptionInItsWordsAndTheEngineGoesOn() {
        MlxEngine engine = MlxFound.engine();
        try (Scope scope = engine.scope()) {
            Tensor a = engine.zeros(2, 3);
            assertThatThrownBy(() -> engine.matmul(a, engine.zeros(4, 5)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("MLX says: [matmul]")
                    .hasMessageContaining("(2,3)")
                    .hasMessageContaining("(4,5)")
                    .hasMessageNotContaining(".cpp");
            assertThatThrownBy(() -> engine.reshape(a, 7)).hasMessageContaining("[reshape]");
            assertThat(engine.add(a, 1).floats()).containsOnly(1);
        }
        engine.close();
    }

    @Test
    void twoEnginesHearTheirOwnErrors() {
        MlxEngine one = MlxFound.engine();
        MlxEngine two = MlxFound.engine();
        try (Scope first = one.scope();
                Scope second = two.scope()) {
            assertThatThrownBy(() -> one.reshape(one.zeros(2), 3)).isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> two.reshape(two.zeros(2), 3)).isInstanceOf(EngineException.class);
            Tensor foreign = two.zeros(2);
            assertThatThrownBy(() -> one.exp(foreign)).hasMessageContaining("another engine");
        }
    }
}
