package assay.repl;

import assay.check.Names;
import assay.check.Vocabulary;
import assay.complete.Completion;
import assay.complete.Completion.Found;
import assay.complete.Item;
import assay.complete.Nearby;
import assay.run.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a session can say about the entry that is being typed: completion, hints and the topic of help. */
final class Helper {
    private final Session session;
    private final Vocabulary vocabulary;
    private final Handbook handbook;
    private final Nearby nearby;
    private final Completion completion;

    Helper(Session session, Vocabulary vocabulary, Handbook handbook) {
        this.session = session;
        this.vocabulary = vocabulary;
        this.handbook = handbook;
        this.nearby = Nearby.of(session.folder());
        this.completion = new Completion(vocabulary, session.entries(), nearby);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Found found(String text, int cursor) {
        if (Input.isCommand(text)) return command(text.substring(0, cursor));
        String before = text.substring(0, cursor).stripLeading();
        if (before.startsWith("help ") && !session.names().has("help")) return topics(before, cursor);
        Found found = completion.at(text, cursor, session.names());
        return found.beginning(text.substring(found.start(), cursor));
    }

    /** Whether a path stands in quotes here, as it does in statements. */
    boolean inText(String text) {
        return !Input.isCommand(text);
    }

    /** What the manual says about what is being typed: the setting, or the verb with its operands and settings. */
    Optional<String> explanation(String text, int cursor) {
        if (Input.isCommand(text)) return Optional.empty();
        Names names = session.names();
        return completion.explanation(text, cursor, names).or(() -> completion
                .topic(text, cursor, names)
                .flatMap(topic -> handbook.page(topic).map(page -> brief(page, topic))));
    }

    private static String brief(String page, String topic) {
        int results = page.indexOf("\n\nResult\n");
        return results < 0 ? page : page.substring(0, results) + "\n\n`help " + topic + "` tells of its results, too\n";
    }

    /** One line about what the end of an entry takes. */
    Optional<String> hint(String text) {
        if (!Input.isCommand(text)) return completion.hint(text, text.length(), session.names());
        return called(text).flatMap(name -> Commands.ALL.stream()
                .filter(command -> command.name().equals(name))
                .map(Commands.Command::help)
                .findFirst());
    }

    /** The name of a command that has been written and is followed by a blank. */
    private static Optional<String> called(String text) {
        int colon = text.indexOf(':');
        int space = text.indexOf(' ', Math.max(colon, 0));
        return space < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1, space));
    }

    private Found command(String before) {
        int colon = Math.max(before.indexOf(':'), 0);
        int space = before.indexOf(' ', colon);
        int start = space < 0 ? colon : space + 1;
        List<Item> items = called(before).map(this::arguments).orElseGet(Helper::commands);
        return new Found(start, before.length(), items).beginning(before.substring(start));
    }

    private static List<Item> commands() {
        return Commands.ALL.stream()
                .map(command -> new Item(Item.Kind.KEYWORD, ":" + command.name(), "", command.help()))
                .toList();
    }

    private List<Item> arguments(String command) {
        return switch (command) {
            case "load", "save" ->
                nearby.below("").stream()
                        .filter(entry -> entry.name().endsWith(".exp"))
                        .map(entry -> new Item(Item.Kind.FILE, entry.name()))
                        .toList();
            case "time" ->
                Stream.of("on", "off")
                        .map(word -> new Item(Item.Kind.WORD, word))
                        .toList();
            case String other -> List.of();
        };
    }

    private Found topics(String before, int cursor) {
        String written = before.substring(before.lastIndexOf(' ') + 1);
        Found words = completion.at(written, written.length(), Names.script()).beginning(written);
        List<Item> topics = words.items().stream()
                .filter(item -> handbook.page(item.text()).isPresent())
                .toList();
        return new Found(cursor - written.length(), cursor, topics);
    }
}
