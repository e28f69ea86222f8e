package assay.cli;

import assay.engine.hub.HubId;
import assay.engine.hub.Inventory;
import assay.files.ModelHub;
import assay.lib.verb.Failure;
import assay.show.Bytes;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay models rm ID}. */
@Command(name = "rm", description = "Remove a model with all its revisions from the cache.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "owner/name.")
    private String id;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        HubId model = PullCommand.named(id);
        ModelHub hub = ModelHub.standard();
        Inventory inventory = hub.inventory();
        if (!inventory.ids().contains(model))
            throw new Failure("there is no model `" + model + "` in the cache "
                    + hub.hub().settings().cache()
                    + hub.meant(id)
                            .map(other -> "; did you mean `" + other + "`?")
                            .orElse(""));
        String size = Bytes.of(inventory.bytes(model));
        if (!yes && !agreed("remove " + model + ", " + size + ", which other programs may use, too? [y/N] ")) {
            System.err.println(model + " is still there");
            return 1;
        }
        inventory.remove(model);
        System.out.println("removed " + model + ", " + size);
        return 0;
    }

    private static boolean agreed(String question) {
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal())
            throw new Failure("there is no terminal to ask on; `--yes` removes without asking");
        String answer = terminal.readLine("%s", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
