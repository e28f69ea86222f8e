package assay.cli;

import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.PullListener;
import assay.engine.hub.Revision;
import assay.engine.hub.Snapshot;
import assay.engine.model.Summary;
import assay.files.ModelHub;
import assay.lib.verb.Failure;
import assay.show.Glyphs;
import assay.show.LiveView;
import assay.show.Screen;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay models pull ID}. */
@Command(name = "pull", description = "Fetch a model from the hub, or what is new of it.")
final class PullCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "owner/name.")
    private String id;

    @Option(names = "--revision", paramLabel = "R", description = "A branch, a tag or a commit hash; otherwise main.")
    private Optional<String> revision;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        HubId model = named(id);
        Revision wanted = revision.map(PullCommand::revision).orElse(Revision.MAIN);
        Snapshot snapshot;
        try (LiveView live = new LiveView(Screen.standardError(Console.colour()), quiet)) {
            snapshot = ModelHub.standard().pull(model, wanted, new Shown(live));
        }
        System.out.println(model + " at " + snapshot.shortCommit() + ": " + snapshot.directory());
        Summary.of(snapshot.directory())
                .problem()
                .ifPresent(problem -> System.err.println("note: it cannot run here: " + Glyphs.visible(problem)));
        return 0;
    }

    /** An id that the command line names; a {@link Failure} if it is none. */
    static HubId named(String text) {
        try {
            return HubId.parse(text);
        } catch (HubException noId) {
            throw new Failure(noId.getMessage());
        }
    }

    /** A revision that the command line names; a {@link Failure} if nothing can be called that. */
    static Revision revision(String text) {
        try {
            return new Revision(text);
        } catch (HubException noRevision) {
            throw new Failure(noRevision.getMessage());
        }
    }

    private record Shown(LiveView live) implements PullListener {
        @Override
        public void progress(HubId id, long done, long total) {
            live.transfer("downloading " + id, done, total);
        }

        @Override
        public void note(String sentence) {
            live.note(sentence);
        }
    }
}
