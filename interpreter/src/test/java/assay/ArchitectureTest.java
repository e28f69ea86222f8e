package assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which part of the product may know which, by the names in its sources, whether imported or spelled out. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("grammar", "native", "stdlib", "interpreter");

    /** From characters to the tree; what the rest of the product sees of the grammar knows no parser generator. */
    private static final Set<String> PARSING = Set.of(
            "Characters",
            "ExprToAst",
            "Format",
            "Habits",
            "Keywords",
            "Layout",
            "Parse",
            "Repairs",
            "Roles",
            "SyntaxErrors",
            "Lexemes",
            "Texts",
            "Tokens",
            "TreeToAst");

    private static List<Source> sources;

    private record Source(String module, String home, String type, String text) {
        static Source of(String module, Path file) {
            try {
                String text = Files.readString(file);
                String home = text.replaceFirst("(?s).*?^package ", "").replaceFirst("(?s);.*", "");
                return new Source(module, home, file.getFileName().toString().replace(".java", ""), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean names(String library) {
            return Pattern.compile("(?<![\\w.])" + Pattern.quote(library + "."))
                    .matcher(text)
                    .find();
        }

        boolean in(String... homes) {
            return List.of(homes).contains(home);
        }

        @Override
        public String toString() {
            return home + "." + type;
        }
    }

    @BeforeAll
    static void read() throws IOException {
        sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.add(Source.of(module, file)));
            }
        }
    }

    @Test
    void allModulesAreRead() {
        assertThat(sources).extracting(Source::module).containsAll(MODULES);
        assertThat(sources).extracting(Source::home).allMatch(home -> home.matches("assay(\\.[a-z]+)*"));
    }

    @TestFactory
    Stream<DynamicTest> librariesStayWhereTheyAreNeeded() {
        return Stream.of(
                only("jdk.incubator.vector", s -> s.in("assay.engine.cpu") && s.type.startsWith("Vector")),
                only("java.lang.foreign", s -> s.in("assay.engine.io", "assay.engine.cpu", "assay.engine.mlx")),
                only("java.net.http", s -> s.in("assay.engine.hub")),
                only("Linker", s -> s.in("assay.engine.mlx")),
                only("org.antlr", s -> s.in("assay.grammar") && PARSING.contains(s.type)),
                only("picocli", s -> s.in("assay.cli")),
                only("org.jline", s -> s.in("assay.show", "assay.repl")),
                only("org.eclipse.lsp4j", s -> s.in("assay.lsp")),
                only("org.apache.commons.statistics", s -> s.in("assay.lib.stats")),
                only("de.bwaldvogel.liblinear", s -> s.in("assay.lib.stats")));
    }

    @TestFactory
    Stream<DynamicTest> modulesKnowOnlyWhatIsBelow() {
        return Stream.of(
                never("grammar", "assay.engine"),
                never("grammar", "assay.lib"),
                never("native", "assay.grammar"),
                never("native", "assay.lib"),
                never("stdlib", "assay.grammar"),
                never("stdlib", "assay.engine.cpu"),
                never("stdlib", "assay.engine.mlx"),
                never("stdlib", "org.antlr"),
                never("stdlib", "picocli"),
                never("stdlib", "org.jline"));
    }

    /** The library is named where it may be, and nowhere else. */
    private static DynamicTest only(String library, Predicate<Source> where) {
        return dynamicTest(library, () -> {
            List<Source> users = sources.stream().filter(s -> s.names(library)).toList();
            assertThat(users).isNotEmpty().allMatch(where);
        });
    }

    private static DynamicTest never(String module, String library) {
        return dynamicTest(module + " without " + library, () -> assertThat(sources)
                .filteredOn(s -> s.module.equals(module))
                .noneMatch(s -> s.names(library)));
    }
}
