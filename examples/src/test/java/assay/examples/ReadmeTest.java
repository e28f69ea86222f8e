package assay.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the program says; {@code -Dgolden=write} rewrites it. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");

    @TempDir
    Path scratch;

    @Test
    void showsTheBattle() throws IOException, InterruptedException {
        Program.Ended ended = Program.assay(
                scratch,
                "run",
                "battle.exp",
                "--quiet",
                "--out",
                scratch.resolve("run").toString());
        assertThat(ended.status()).isZero();
        compare("battle", ended.out());
    }

    @Test
    void showsTheErrors() throws IOException, InterruptedException {
        Path script = scratch.resolve("battle.exp");
        Files.writeString(
                script, """
                model qilin = "%s/qilin"
                model alpaka = "%s/alpaka"
                let war = battle qilin vs alpaka lenght 20 block 3
                show war.teritory
                """.replace("%s", Path.of("models").toAbsolutePath().toString()));
        Program.Ended ended = Program.assay(scratch, "check", script.toString());
        assertThat(ended.status()).isEqualTo(2);
        compare("errors", ended.err().replace(script.toString(), "battle.exp"));
    }

    /** The block of code behind {@code <!-- NAME -->}. */
    private static void compare(String name, String output) throws IOException {
        String readme = Files.readString(README);
        Pattern block = Pattern.compile("(<!-- " + name + " -->\n```\n)(.*?)(```\n)", Pattern.DOTALL);
        Matcher found = block.matcher(readme);
        assertThat(found.find()).as("a block named " + name + " in the README").isTrue();
        if ("write".equals(System.getProperty("golden")))
            Files.writeString(README, found.replaceFirst("$1" + Matcher.quoteReplacement(output) + "$3"));
        else assertThat(found.group(2)).isEqualTo(output);
    }
}
