package assay.cli;

import assay.engine.EngineException;
import assay.engine.hub.Inventory;
import assay.engine.model.Summary;
import assay.files.ModelHub;
import assay.show.Bytes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay models}: what is in the cache. */
@Command(
        name = "models",
        description = "The models of the Hugging Face hub that are on this machine.",
        subcommands = {PullCommand.class, RemoveCommand.class, InfoCommand.class})
final class ModelsCommand implements Callable<Integer> {
    private static final List<String> HEAD =
            List.of("model", "revision", "size", "architecture", "quantization", "last used");
    private static final int SIZE = 2;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        System.out.print(list());
        return 0;
    }

    /** The models of the cache, a line for each, and what is wrong with them. */
    static String list() {
        ModelHub hub = ModelHub.standard();
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        List<String> problems = new ArrayList<>();
        for (Inventory.Entry entry : hub.inventory().entries()) rows.add(row(entry, problems));
        if (rows.size() == 1)
            return "no models in " + hub.hub().settings().cache() + "; `assay models pull owner/name` fetches one\n";
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append(line(row, rows)).append('\n'));
        if (!problems.isEmpty()) out.append('\n');
        problems.forEach(problem -> out.append(problem).append('\n'));
        return out.toString();
    }

    private static List<String> row(Inventory.Entry entry, List<String> problems) {
        String id = entry.snapshot().id().toString();
        String revision = Stream.concat(
                        entry.names().stream()
                                .filter(name -> !entry.snapshot().commit().startsWith(name)),
                        Stream.of(entry.snapshot().shortCommit()))
                .collect(Collectors.joining(" "));
        String architecture = "";
        String quantization = "";
        if (!entry.whole()) {
            problems.add(id + " is not whole, at least not what Assay needs of it; `assay models pull " + id
                    + "` fetches the rest");
        }
        try {
            Summary summary = Summary.of(entry.snapshot().directory());
            architecture = summary.architecture();
            quantization = summary.quantization().orElse("");
            summary.problem().ifPresent(problem -> problems.add(id + " cannot run here: " + problem));
        } catch (EngineException unreadable) {
            architecture = "unknown";
        }
        LocalDate date = LocalDate.ofInstant(entry.used(), ZoneId.systemDefault());
        String used = entry.used().equals(Instant.EPOCH) ? "" : date.toString();
        return List.of(id, revision, Bytes.of(entry.bytes()), architecture, quantization, used);
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(0);
            String gap = " ".repeat(width - row.get(column).length());
            line.append(column == SIZE ? gap + row.get(column) : row.get(column) + gap)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
