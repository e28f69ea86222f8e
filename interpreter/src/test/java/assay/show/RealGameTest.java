package assay.show;

import static org.assertj.core.api.Assertions.assertThat;

import assay.engine.cpu.CpuEngine;
import assay.engine.model.Model;
import assay.lib.play.Battle;
import assay.lib.play.Converge;
import assay.lib.play.Fingerprint;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import assay.lib.verb.Lab;
import assay.lib.verb.Progress;
import assay.lib.verb.Setting;
import assay.lib.verb.Verb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The views find the fields that the verbs really give, and the live view draws what a real game reports. */
class RealGameTest {
    private static final Path MODELS = Path.of("../examples/models");
    private static final Show SHOW = new Show(List.of());

    private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();

    @Test
    void viewsOfRealGames() {
        Screen screen = new Screen(new PrintStream(drawn, true), true, () -> new Screen.Size(80, 24), true);
        try (CpuEngine engine = new CpuEngine();
                Model qilin = Model.open(MODELS.resolve("qilin"), "qilin", engine);
                Model alpaka = Model.open(MODELS.resolve("alpaka"), "alpaka", engine);
                LiveView live = new LiveView(screen, false)) {
            Value.ModelRef a = new Value.ModelRef(qilin);
            Value.ModelRef b = new Value.ModelRef(alpaka);
            Value.Num two = new Value.Num(2);
            Value.Num six = new Value.Num(6);
            Value solo = run(new Converge(), Map.of("model", a, "length", six), live);
            Value war = run(new Battle(), Map.of("a", a, "b", b, "length", six, "replicates", two), live);
            Value prints = run(new Fingerprint(), Map.of("result", war, "solo", new Value.None()), live);
            assertThat(SHOW.text(solo, Look.plain(80)))
                    .contains("converge  qilin", "length 6", "│ ", "mismatches", "inserted");
            assertThat(SHOW.text(war, Look.plain(80)))
                    .contains("battle  qilin vs alpaka", "2 replicates", "the final board of replicate 1", "territory")
                    .contains("A qilin", "B alpaka", "mismatches", "inserted");
            assertThat(SHOW.text(prints, Look.plain(80)))
                    .contains("fingerprint  qilin and alpaka", "apart", "pressed  alone", "entropy", "share", "source");
            assertThat(SHOW.text(a, Look.plain(80))).startsWith("qilin  ").contains(" layers, hidden size ");
        }
        assertThat(drawn.toString()).contains("battle", "territory").endsWith("\u001b[?25h");
    }

    private static Value run(Verb verb, Map<String, Value> written, Progress progress) {
        Map<String, Value> arguments = new HashMap<>();
        for (Setting setting : verb.spec().settings()) arguments.put(setting.name(), setting.fallback());
        arguments.putAll(written);
        return verb.run(new Call(arguments, written.keySet()), new Lab() {
            @Override
            public long seed() {
                return 42;
            }

            @Override
            public Progress progress() {
                return progress;
            }
        });
    }
}
