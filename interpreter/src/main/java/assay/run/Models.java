package assay.run;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.hub.HubException;
import assay.engine.hub.HubId;
import assay.engine.hub.PullListener;
import assay.engine.hub.Revision;
import assay.engine.hub.Snapshot;
import assay.engine.model.Model;
import assay.files.Digest;
import assay.files.Folder;
import assay.files.ModelHub;
import assay.files.ModelSource;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    /** Is told of every model that is opened, and of every adapter that one is given; knows the digests of their files. */
    interface Listener {
        String opened(Opened model);

        String adapted(Path adapter);
    }

    /** A model's files, and their commit if they are from the hub. */
    private record Place(Path directory, Optional<String> commit) {}

    private final Folder folder;
    private final Engines engines;
    private final PullListener downloads;
    private final Listener listener;
    private final List<Opened> opened = new ArrayList<>();
    private final List<Model> bases = new ArrayList<>(); // what is derived from them is closed with them
    private final Map<Path, String> adapters = new HashMap<>();
    private final Map<Model, String> identities = new IdentityHashMap<>();

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
            String files = listener.opened(opened.getLast());
            identities.put(model, Digest.of(files + settings(declared) + adapters(model)));
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

    /** What a model may be besides its files. */
    private static JsonNode settings(Declared declared) {
        return Recorded.json(new Value.Rec(declared.settings()));
    }

    /** The digests of a model's adapters. */
    private List<String> adapters(Model model) {
        return model.adapters().stream()
                .map(adapter -> adapters.computeIfAbsent(adapter, listener::adapted))
                .toList();
    }

    /** Notes what the models that an experiment has made rest on. */
    void made(Value value, Asked asked) {
        List<Model> made = in(value).toList();
        for (int i = 0; i < made.size(); i++) {
            List<String> digests = adapters(made.get(i));
            String identity = Digest.of(asked.digest() + i + digests);
            if (asked.everything()) identities.putIfAbsent(made.get(i), identity);
        }
    }

    private static Stream<Model> in(Value value) {
        return switch (value) {
            case Value.ModelRef(Model model) -> Stream.of(model);
            case Value.Listing(List<Value> items) -> items.stream().flatMap(Models::in);
            case Table table -> table.columns().stream().flatMap(column -> in(table.column(column)));
            case Value other -> Stream.empty();
        };
    }

    /** The same model under another name. */
    Model named(Model model, String name) {
        Model named = model.named(name);
        identity(model).ifPresent(same -> identities.put(named, same));
        return named;
    }

    /** A digest of all that makes a model what it is, as far as that is known. */
    Optional<String> identity(Model model) {
        return Optional.ofNullable(identities.get(model));
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
