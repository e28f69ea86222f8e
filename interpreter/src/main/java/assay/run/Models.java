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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The models that a script declares: each is opened when it is first used, and all are closed at the end. */
final class Models implements AutoCloseable {
    /** An open model, and the source that the script names for it. */
    record Opened(Model model, String source) {}

    private final Folder folder;
    private final Engines engines;
    private final Consumer<Opened> listener;
    private final List<Opened> opened = new ArrayList<>();

    /** @param listener is told of every model that is opened */
    Models(Folder folder, Engines engines, Consumer<Opened> listener) {
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
        return new Supplier<>() {
            private Value model;

            @Override
            public Value get() {
                if (model == null)
                    model = new Value.ModelRef(open(name, source, () -> engines.of(word, settings), span, script));
                return model;
            }
        };
    }

    private Model open(String name, String source, Supplier<Engine> engine, Span span, Source script) {
        Path directory;
        try {
            directory = folder.model(source);
        } catch (Failure failure) {
            throw Trouble.script(script, span, failure);
        }
        try {
            Opened model = new Opened(Model.open(directory, name, engine.get()), source);
            opened.add(model);
            listener.accept(model);
            return model.model();
        } catch (EngineException e) {
            throw Trouble.outside(script, span, e, List.of("model " + name + ": " + directory));
        } catch (OutOfMemoryError e) {
            throw Trouble.memory(script, span, e, List.of("model " + name + ": " + directory));
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
