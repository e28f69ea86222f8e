package assay.cli;

import assay.files.FileVerbs;
import assay.files.Folder;
import assay.grammar.Source;
import assay.lib.verb.Verbs;
import assay.repl.Repl;
import assay.repl.Speaker;
import assay.run.Interruption;
import assay.run.Outcome;
import assay.run.Runner;
import assay.run.Session;
import assay.run.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay chat MODEL}: a session that holds one {@code chat} statement. */
@Command(
        name = "chat",
        description = "Talk with a model, and steer it while you do.",
        footer =
                "In the chat: /steer green->red alpha 2, /steer off, /alpha 3, /system TEXT, /reset, /save FILE, /quit.")
final class ChatCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "A model's directory, or its id on the Hugging Face hub.")
    private String model;

    @Option(
            names = "--steer",
            paramLabel = "PHRASE",
            description = "What stands after `steer MODEL`, e.g. \"green->red alpha 2\".")
    private Optional<String> steer;

    @Option(names = "--system", paramLabel = "TEXT", description = "The system message.")
    private Optional<String> system;

    @Option(names = "--tokens", paramLabel = "N", description = "Tokens of an answer at most; 512 if not said.")
    private Optional<Integer> tokens;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "0, if not said, takes the most likely token; higher is more random.")
    private Optional<Double> temperature;

    @Mixin
    private EngineOptions engines;

    @Option(names = "--out", paramLabel = "DIR", description = "The run directory; otherwise one is made in runs.")
    private Optional<Path> out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        var options = engines.checked();
        Path place = Path.of(model).toAbsolutePath().normalize();
        boolean local = Files.isDirectory(place) && place.getParent() != null;
        Folder folder = Folder.of(local ? place : Path.of("chat"));
        Verbs verbs = FileVerbs.table(folder);
        boolean terminal = Repl.onTerminal();
        Optional<String> first = steer.map(phrase -> "/steer " + phrase);
        try (Interruption interruption = Interruption.listening();
                Console console = terminal ? Console.open(false, false) : Console.plain()) {
            Runner runner = new Runner(
                    verbs,
                    console.talk(verbs),
                    options,
                    Optional.empty(),
                    out,
                    Optional.empty(),
                    Version.NUMBER,
                    interruption);
            try (Session session = Session.begin(runner, folder, "chat")) {
                Status status = enter(
                        session,
                        "model m = " + quoted(local ? place.getFileName().toString() : model));
                if (status == Status.OK && terminal)
                    Repl.chat(session, console.results().out(), first, () -> enter(session, phrase()));
                else if (status == Status.OK) {
                    session.company()
                            .welcome(Speaker.of(System.in, console.results().out())
                                    .beginning(first));
                    status = enter(session, phrase());
                }
                Outcome outcome = session.end(status);
                if (session.used() && status == Status.OK) System.err.println(Report.record("chat", outcome));
                return status.code;
            }
        }
    }

    private String phrase() {
        StringBuilder text = new StringBuilder("let talk = chat m tokens ").append(tokens.orElse(512));
        temperature.ifPresent(t -> text.append(" temperature ").append(t));
        system.ifPresent(said -> text.append(" system ").append(quoted(said)));
        return text.append('\n').toString();
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("{", "\\u{7B}")
                + '"';
    }

    private Status enter(Session session, String text) {
        Session.Answer answer = session.enter(new Source("chat", text));
        Report.print(answer.problems());
        if (common.debug()) answer.cause().ifPresent(Throwable::printStackTrace);
        return answer.status();
    }
}
