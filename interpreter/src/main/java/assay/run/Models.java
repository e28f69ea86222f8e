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
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The models that a script declares: each is opened when it is first used, and all are closed at the end. */
final class Models implements AutoCloseable {
    /** An open model, and the source that the script names for it. */
    record Opened(Model model, String source) {}

    private final Folder folder;
    private final Supplier<Engine> engine;
    private final Consumer<Opened> listener;
    private final List<Opened> opened = new ArrayList<>();

    /** @param listener is told of every model that is opened */
    Models(Folder folder, Supplier<Engine> engine, Consumer<Opened> listener) {
        this.folder = folder;
        this.engine = engine;
        this.listener = listener;
    }

    /** A model that is opened when its value is first asked for. */
    Supplier<Value> declare(String name, String source, Span span, Source script) {
        return new Supplier<>() {
            private Value model;

            @Override
            public Value get() {
                if (model == null) model = new Value.ModelRef(open(name, source, span, script));
                return model;
            }
        };
    }

    private Model open(String name, String source, Span span, Source script) {
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

    /** In the order in which they were opened. */
    List<Opened> opened() {
        return List.copyOf(opened);
    }

    @Override
    public void close() {
        opened.reversed().forEach(model -> model.model().close());
    }
}
