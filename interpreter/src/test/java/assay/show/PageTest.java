package assay.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void longLinesGoOnBelowTheirOwnColumn() {
        assertThat(Page.wrapped("""
                battle MODEL vs MODEL: two models rewrite one board
                  length   how many cells the board has at first
                  a        word

                    let war = battle qilin vs alpaka length 20 # as it is
                """, 30)).isEqualTo("""
                battle MODEL vs MODEL: two
                models rewrite one board
                  length   how many cells the
                           board has at first
                  a        word

                    let war = battle qilin vs alpaka length 20 # as it is
                """);
    }
}
