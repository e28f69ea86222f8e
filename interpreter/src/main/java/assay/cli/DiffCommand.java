package assay.cli;

import assay.record.Circumstances;
import assay.record.Comparison;
import assay.record.Opened;
import assay.show.Glyphs;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay diff RUN RUN}. */
@Command(
        name = "diff",
        description = "Compare two recorded runs: what they were run on, and what they found.",
        footer = "Exit status: 0 nothing differs but engine and version, 1 something does.")
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RUN", description = "The directory of a run, or a packed run.")
    private Path first;

    @Parameters(index = "1", paramLabel = "RUN", description = "Another one.")
    private Path second;

    @Option(names = "--json", description = "Write one JSON document with every difference.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        try (Opened one = Opened.of(first);
                Opened other = Opened.of(second)) {
            one.finished();
            other.finished();
            Circumstances circumstances = Circumstances.of(one.run(), other.run());
            boolean exact = one.exact() && other.exact();
            Comparison comparison =
                    Comparison.of(one.run().results(), other.run().results(), exact);
            if (json) System.out.println(document(circumstances, comparison).toPrettyString());
            else tell(circumstances, comparison, exact);
            return circumstances.inputs().isEmpty() && comparison.same() ? 0 : 1;
        }
    }

    private static void tell(Circumstances circumstances, Comparison comparison, boolean exact) {
        circumstances.inputs().forEach(DiffCommand::line);
        circumstances.surroundings().forEach(DiffCommand::line);
        System.out.println("results: " + Differing.expectation(exact));
        new Differing(comparison).tell();
    }

    /** Records may come from anybody. */
    private static void line(String text) {
        System.out.println(Glyphs.visible(text));
    }

    private static ObjectNode document(Circumstances circumstances, Comparison comparison) {
        ObjectNode document = comparison.json();
        circumstances.inputs().forEach(document.putArray("inputs")::add);
        circumstances.surroundings().forEach(document.putArray("surroundings")::add);
        return document;
    }
}
