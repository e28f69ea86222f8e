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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The models that a script declares: each is opened when it is first used, and all are closed at the end. */
final class Models implements AutoCloseable {
    /**
     * An open model, and the source that the script names for it.
     *
     * @param commit of a model from the hub
     */
    record Opened(Model model, String source, Optional<String> commit) {}

    /**
     * What a {@code model} statement says.
     *
     * @param span of its source, for messages
     */
    record Declared(String name, String source, Map<String, Value> settings, Span span, Source script) {
        Optional<String> text(String setting) {
            return settings.get(setting) instanceof Value.Str(String text) ? Optional.of(text) : Optional.empty();
        }
    }

    /** Is told of every model that is opened, and of every adapter that one is given. */
    interface Listener {
        void opened(Opened model);

        void adapted(Path adapter);
    }

    /** A model's files, and their commit if they are from the hub. */
    private record Place(Path directory, Optional<String> commit) {}

    private final Folder folder;
    private final Engines engines;
    private final PullListener downloads;
    private final Listener listener;
    private final List<Opened> opened = new ArrayList<>();
    private final List<Model> bases = new ArrayList<>(); // what is derived from them is closed with them
    private final Set<Path> adapters = new HashSet<>();

    /** @param downloads is told how fetching a model from the hub goes */
    Models(Folder folder, Engines engines, PullListener downloads, Listener listener) {
        this.folder = folder;
        this.engines = engines;
        this.downloads = downloads;
        this.listener = listener;
    }

    /** A model that is opened when its value is first asked for. */
    Supplier<Value> declare(Declared declared) {
        String word = engines.word();
        return new Supplier<>() {
            private Value model;

            @Override
            public Value get() {
                if (model == null)
                    model = new Value.ModelRef(open(declared, () -> engines.of(word, declared.settings())));
                return model;
            }
        };
    }

    private Model open(Declared declared, Supplier<Engine> engine) {
        Place place = place(declared);
        List<String> notes = List.of("model " + declared.name() + ": " + place.directory());
        try {
            Model base = Model.open(place.directory(), declared.name(), engine.get());
            bases.add(base);
            Optional<Path> adapter = declared.text("adapter").map(folder::directory);
            Model model = adapter.map(path -> base.adapted(path).named(declared.name()))
                    .orElse(base);
            opened.add(new Opened(model, declared.source(), place.commit()));
            listener.opened(opened.getLast());
            made(model);
            return model;
        } catch (Failure failure) {
            throw Trouble.script(declared.script(), declared.span(), failure);
        } catch (EngineException e) {
            throw Trouble.outside(declared.script(), declared.span(), e, notes);
        } catch (OutOfMemoryError e) {
            throw Trouble.memory(declared.script(), declared.span(), e, notes);
        }
    }

    /** Where the files are, which may mean to fetch them first. */
    private Place place(Declared declared) {
        try {
            ModelSource named = folder.source(declared.source());
            ModelSource where = declared.text("revision").map(named::at).orElse(named);
            return switch (where) {
                case ModelSource.Local(Path directory) -> new Place(directory, Optional.empty());
                case ModelSource.OfHub(HubId id, Revision revision) -> {
                    Snapshot snapshot = ModelHub.standard().get(id, revision, downloads);
                    yield new Place(snapshot.directory(), Optional.of(snapshot.commit()));
                }
            };
        } catch (Failure failure) {
            throw Trouble.script(declared.script(), declared.span(), failure);
        } catch (HubException e) {
            List<String> notes = List.of("model " + declared.name() + ": " + declared.source());
            throw Trouble.outside(declared.script(), declared.span(), e, notes);
        }
    }

    /** Notes what a model that a verb has made rests on. */
    void made(Model model) {
        for (Path adapter : model.adapters()) if (adapters.add(adapter)) listener.adapted(adapter);
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
        bases.reversed().forEach(Model::close);
    }
}
