package assay.run;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.PullListener;
import assay.engine.hub.Revision;
import assay.engine.hub.Snapshot;
import assay.engine.model.Model;
import assay.files.Folder;
import assay.files.ModelHub;
import assay.files.ModelSource;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The models that a script declares: each is opened when it is first used, and all are closed at the end. */
final class Models implements AutoCloseable {
    /**
     * An open model, and the source that the script names for it.
     *
     * @param commit of a model from the hub
     */
    record Opened(Model model, String source, Optional<String> commit) {}

    /** A model's files, and their commit if they are from the hub. */
    private record Place(Path directory, Optional<String> commit) {}

    private final Folder folder;
    private final Engines engines;
    private final PullListener downloads;
    private final Consumer<Opened> listener;
    private final List<Opened> opened = new ArrayList<>();

    /**
     * @param downloads is told how fetching a model from the hub goes
     * @param listener is told of every model that is opened
     */
    Models(Folder folder, Engines engines, PullListener downloads, Consumer<Opened> listener) {
        this.folder = folder;
        this.engines = engines;
        this.downloads = downloads;
        this.listener = listener;
    }

    /**
     * A model that is opened when its value is first asked for.
     *
     * @param settings of the {@code model} statement
     */
    Supplier<Value> declare(String name, String source, Map<String, Value> settings, Span span, Source script) {
        String word = engines.word();
        return new Supplier<>() {
            private Value model;

            @Override
            public Value get() {
                if (model == null)
                    model = new Value.ModelRef(
                            open(name, source, settings, () -> engines.of(word, settings), span, script));
                return model;
            }
        };
    }

    private Model open(
            String name,
            String source,
            Map<String, Value> settings,
            Supplier<Engine> engine,
            Span span,
            Source script) {
        Place place = place(name, source, settings, span, script);
        Path directory = place.directory();
        try {
            Opened model = new Opened(Model.open(directory, name, engine.get()), source, place.commit());
            opened.add(model);
            listener.accept(model);
            return model.model();
        } catch (EngineException e) {
            throw Trouble.outside(script, span, e, List.of("model " + name + ": " + directory));
        } catch (OutOfMemoryError e) {
            throw Trouble.memory(script, span, e, List.of("model " + name + ": " + directory));
        }
    }

    /** Where the files are, which may mean to fetch them first. */
    private Place place(String name, String source, Map<String, Value> settings, Span span, Source script) {
        try {
            ModelSource where = folder.source(source);
            if (settings.get("revision") instanceof Value.Str(String revision)) where = where.at(revision);
            return switch (where) {
                case ModelSource.Local(Path directory) -> new Place(directory, Optional.empty());
                case ModelSource.OfHub(HubId id, Revision revision) -> {
                    Snapshot snapshot = ModelHub.standard().get(id, revision, downloads);
                    yield new Place(snapshot.directory(), Optional.of(snapshot.commit()));
                }
            };
        } catch (Failure failure) {
            throw Trouble.script(script, span, failure);
        } catch (HubException e) {
            throw Trouble.outside(script, span, e, List.of("model " + name + ": " + source));
        }
    }

    Engines engines() {
        return engines;
    }

    /** In the order in which they were opened. */
    List<Opened> opened() {
        return List.copyOf(opened);
    }

    @Override
    public void close() {
        opened.reversed().forEach(model -> model.model().close());
    }
}
