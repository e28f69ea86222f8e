package assay.cli;

import assay.engine.EngineException;
import assay.engine.hub.HubId;
import assay.engine.hub.Inventory;
import assay.engine.hub.Revision;
import assay.engine.hub.Snapshot;
import assay.engine.io.Plain;
import assay.engine.model.Summary;
import assay.files.ModelHub;
import assay.lib.verb.Failure;
import assay.show.Bytes;
import assay.show.Glyphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay models info M}. */
@Command(name = "info", description = "What a model is: one of the cache, or of a directory.")
final class InfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "M", description = "owner/name, or a directory.")
    private String model;

    @Option(names = "--revision", paramLabel = "R", description = "A branch, a tag or a commit hash; otherwise main.")
    private Optional<String> revision;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        if (Files.isDirectory(Path.of(model))) tell(Path.of(model));
        else {
            Snapshot snapshot = cached(PullCommand.named(model));
            say("commit", snapshot.commit());
            tell(snapshot.directory());
        }
        return 0;
    }

    /** The revision that is asked for, or main, or the only one there is. */
    private Snapshot cached(HubId id) {
        ModelHub hub = ModelHub.standard();
        Optional<Snapshot> found =
                hub.hub().cache().find(id, revision.map(PullCommand::revision).orElse(Revision.MAIN));
        if (found.isPresent()) return found.get();
        return hub.inventory().entries(id).stream()
                .filter(entry -> revision.isEmpty())
                .map(Inventory.Entry::snapshot)
                .findFirst()
                .orElseThrow(() -> new Failure("`" + model + "`"
                        + revision.map(name -> " at revision `" + name + "`").orElse("")
                        + " is neither a directory nor in the cache "
                        + hub.hub().settings().cache() + "; "
                        + hub.meant(model)
                                .filter(other -> !other.equals(model))
                                .map(other -> "did you mean `" + other + "`?")
                                .orElse("`assay models pull " + id + "` fetches it")));
    }

    private void tell(Path directory) {
        Summary summary = Summary.of(directory);
        say("architecture", summary.architecture());
        say("runs here", summary.problem().map(problem -> "no: " + problem).orElse("yes"));
        weights(summary);
        String packed = summary.quantization()
                .map(how -> how
                        + (summary.group().isPresent()
                                ? " in groups of " + summary.group().getAsLong()
                                : ""))
                .orElse("none");
        say("quantization", packed);
        number(summary, "layers", "num_hidden_layers");
        number(summary, "hidden size", "hidden_size");
        number(summary, "heads", "num_attention_heads");
        number(summary, "kv heads", "num_key_value_heads");
        number(summary, "vocabulary", "vocab_size");
        number(summary, "context", "max_position_embeddings");
        say("chat template", attempt(() -> summary.hasChatTemplate() ? "yes" : "no"));
        say("files", directory.toString());
        for (Path file : Inventory.files(directory))
            System.out.printf("  %10s  %s%n", size(file), Plain.text(name(directory, file)));
    }

    private static void weights(Summary summary) {
        try {
            Summary.Size size = summary.size();
            say("parameters", String.format(Locale.ROOT, "%,d", size.parameters()));
            say("dtype", size.dtype().code.toLowerCase(Locale.ROOT));
        } catch (EngineException unreadable) {
            say("parameters", "unknown: " + Plain.text(unreadable.getMessage()));
        }
    }

    private static void number(Summary summary, String label, String key) {
        summary.number(key).ifPresent(value -> say(label, Long.toString(value)));
    }

    private static String attempt(Supplier<String> answer) {
        try {
            return answer.get();
        } catch (EngineException unreadable) {
            return "unreadable: " + Plain.text(unreadable.getMessage());
        }
    }

    private static void say(String label, String value) {
        System.out.printf("%-14s %s%n", label, Glyphs.visible(value));
    }

    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString();
    }

    private static String size(Path file) {
        try {
            return Bytes.of(Files.size(file));
        } catch (IOException linkToNowhere) {
            return "missing";
        }
    }
}
