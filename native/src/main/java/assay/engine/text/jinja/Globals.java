package assay.engine.text.jinja;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;

/** The functions every template can call. */
final class Globals {
    private Globals() {}

    static void addTo(Frame frame, Python python, Clock clock) {
        function(frame, "range", Range::of);
        function(frame, "dict", arguments -> dict(python, arguments));
        function(frame, "namespace", arguments -> {
            Namespace namespace = new Namespace();
            for (Dict.Entry entry : dict(python, arguments).entries()) {
                namespace.set(python.str(entry.key()), entry.value());
            }
            return namespace;
        });
        function(frame, "cycler", arguments -> new Cycler(arguments.positional()));
        function(frame, "joiner", arguments -> {
            Object separator = arguments.bind("joiner", "sep").get(0, ", ");
            boolean[] used = new boolean[1];
            return (Callable) none -> {
                boolean first = !used[0];
                used[0] = true;
                return first ? "" : separator;
            };
        });
        function(frame, "raise_exception", arguments -> {
            throw new Fault(
                    python.str(arguments.bind("raise_exception", "message").get(0)));
        });
        function(
                frame,
                "strftime_now",
                arguments ->
                        Strftime.format(arguments.bind("strftime_now", "format").text(0), ZonedDateTime.now(clock)));
    }

    private static void function(Frame frame, String name, Callable function) {
        frame.set(name, function);
    }

    private static Dict dict(Python python, Arguments arguments) {
        Dict dict = new Dict();
        if (arguments.positional().size() > 1) {
            throw new Fault("dict() takes one value and names.");
        }
        for (Object source : arguments.positional()) {
            if (source instanceof Dict other) {
                other.entries().forEach(entry -> dict.put(entry.key(), entry.value()));
            } else {
                Python.checkDefined(source);
                for (Object pair : python.list(source)) {
                    List<Object> both = python.list(pair);
                    if (both.size() != 2) {
                        throw new Fault("dict() takes pairs.");
                    }
                    dict.put(both.get(0), both.get(1));
                }
            }
        }
        arguments.named().forEach(dict::put);
        return dict;
    }
}
