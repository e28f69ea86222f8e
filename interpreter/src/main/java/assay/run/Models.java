package assay.run;

import assay.engine.Engine;
import assay.engine.EngineException;
import assay.engine.model.Model;
import assay.files.Folder;
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
    /** An open model, and the source that the script names for it. */
    record Opened(Model model, String source) {}

    private final Folder folder;
    private final Engines engines;
    private final Listener listener;
    private final List<Opened> opened = new ArrayList<>();
    private final List<Model> bases = new ArrayList<>(); // what is derived from them is closed with them
    private final Set<Path> adapters = new HashSet<>();

    /** Is told of every model that is opened, and of every adapter that one is given. */
    interface Listener {
        void opened(Opened model);

        void adapted(Path adapter);
    }

    Models(Folder folder, Engines engines, Listener listener) {
        this.folder = folder;
        this.engines = engines;
        this.listener = listener;
    }

    /**
     * A model that is opened when its value is first asked for.
     *
     * @param settings of the {@code model} statement
     */
    Supplier<Value> declare(String name, String source, Map<String, Value> settings, Span span, Source script) {
        String word = engines.word();
        Optional<String> adapter =
                settings.get("adapter") instanceof Value.Str(String path) ? Optional.of(path) : Optional.empty();
        return new Supplier<>() {
            private Value model;

            @Override
            public Value get() {
                if (model == null)
                    model = new Value.ModelRef(
                            open(name, source, () -> engines.of(word, settings), adapter, span, script));
                return model;
            }
        };
    }

    private Model open(
            String name,
            String source,
            Supplier<Engine> engine,
            Optional<String> adapterPath,
            Span span,
            Source script) {
        Path directory;
        Optional<Path> adapter;
        try {
            directory = folder.model(source);
            adapter = adapterPath.map(folder::directory);
        } catch (Failure failure) {
            throw Trouble.script(script, span, failure);
        }
        try {
            Model base = Model.open(directory, name, engine.get());
            bases.add(base);
            Opened model = new Opened(
                    adapter.map(path -> base.adapted(path).named(name)).orElse(base), source);
            opened.add(model);
            listener.opened(model);
            made(model.model());
            return model.model();
        } catch (EngineException e) {
            throw Trouble.outside(script, span, e, List.of("model " + name + ": " + directory));
        } catch (OutOfMemoryError e) {
            throw Trouble.memory(script, span, e, List.of("model " + name + ": " + directory));
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
