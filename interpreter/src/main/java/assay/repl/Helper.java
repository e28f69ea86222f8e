package assay.repl;

import assay.check.Entries;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.complete.Completion;
import assay.complete.Completion.Found;
import assay.complete.Item;
import assay.complete.Nearby;
import assay.grammar.Parse;
import assay.grammar.Source;
import assay.grammar.ast.Stmt;
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
        return completion.at(text, cursor, names(text, cursor));
    }

    /** Whether a path stands in quotes here, as it does in statements. */
    boolean inText(String text) {
        return !Input.isCommand(text);
    }

    /** What the manual says about what is being typed: the setting, or the verb with its operands and settings. */
    Optional<String> explanation(String text, int cursor) {
        if (Input.isCommand(text)) return Optional.empty();
        Names names = names(text, cursor);
        return completion.explanation(text, cursor, names).or(() -> completion
                .topic(text, cursor, names)
                .flatMap(topic -> handbook.page(topic).map(page -> brief(page, topic))));
    }

    private static String brief(String page, String topic) {
        int results = page.indexOf("\n\nResult\n");
        return results < 0 ? page : page.substring(0, results) + "\n\n`help " + topic + "` tells of its results, too\n";
    }

    /** The names that are bound where the cursor stands: the session's, and those of finished lines above. */
    private Names names(String text, int cursor) {
        Names names = session.names();
        int start = text.lastIndexOf('\n', cursor - 1);
        if (start < 0) return names;
        List<Stmt> statements = Parse.script(new Source("", text)).script().statements();
        int end = statements.stream()
                .map(stmt -> stmt.span().start())
                .filter(at -> at <= cursor)
                .max(Integer::compare)
                .orElse(0);
        if (end == 0) return names;
        Entries.Entry above = session.entries().check(new Source("", text.substring(0, end)), names);
        return above.names();
    }

    private Found command(String before) {
        int colon = before.indexOf(':');
        int space = before.indexOf(' ', Math.max(colon, 0));
        if (space < 0) {
            List<Item> names = Commands.ALL.stream()
                    .map(command -> new Item(Item.Kind.KEYWORD, ":" + command.name(), command.help()))
                    .filter(item -> item.text().startsWith(before.substring(Math.max(colon, 0))))
                    .toList();
            return new Found(Math.max(colon, 0), names, Optional.empty());
        }
        String name = before.substring(colon + 1, space);
        String written = before.substring(space + 1);
        Stream<Item> items =
                switch (name) {
                    case "load", "save" ->
                        nearby.below("").stream()
                                .filter(entry -> entry.name().endsWith(".exp"))
                                .map(entry -> new Item(Item.Kind.FILE, entry.name(), ""));
                    case "time" -> Stream.of("on", "off").map(word -> new Item(Item.Kind.WORD, word, ""));
                    case String other -> Stream.empty();
                };
        Optional<String> form = Commands.ALL.stream()
                .filter(command -> command.name().equals(name))
                .map(Commands.Command::help)
                .findFirst();
        return new Found(
                space + 1, items.filter(item -> item.text().startsWith(written)).toList(), form);
    }

    private Found topics(String before, int cursor) {
        String written = before.substring(before.lastIndexOf(' ') + 1);
        Found words = completion.at(written, written.length(), Names.script());
        List<Item> topics = words.items().stream()
                .filter(item -> handbook.page(item.text()).isPresent())
                .toList();
        return new Found(cursor - written.length(), topics, Optional.empty());
    }
}
