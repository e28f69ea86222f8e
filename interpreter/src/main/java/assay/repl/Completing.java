package assay.repl;

import assay.complete.Completion.Found;
import assay.complete.Item;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Offers what can stand at the cursor. */
record Completing(Helper helper) implements Completer {
    private static final int LONGEST_HELP = 60;

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        Found found = helper.found(line.line(), line.cursor());
        int order = 0;
        for (Item item : found.items()) candidates.add(candidate(item, order++));
    }

    private static Candidate candidate(Item item, int order) {
        String help = item.help().isEmpty() ? null : brief(item.help());
        return new Candidate(
                item.text(), shown(item), group(item.kind()), help, null, null, spaced(item.kind()), order);
    }

    /** A path by its last part. */
    private static String shown(Item item) {
        boolean path = item.kind() == Item.Kind.FILE || item.kind() == Item.Kind.DIRECTORY;
        if (!path) return item.text();
        int slash = item.text().lastIndexOf('/', item.text().length() - 2);
        return item.text().substring(slash + 1);
    }

    private static String brief(String help) {
        return help.length() <= LONGEST_HELP ? help : help.substring(0, LONGEST_HELP - 1) + "…";
    }

    /** Whether a blank follows. */
    private static boolean spaced(Item.Kind kind) {
        return switch (kind) {
            case KEYWORD, VERB, CONNECTIVE, SETTING, WORD, NAME -> true;
            case FUNCTION, FIELD, FILE, DIRECTORY, MODEL -> false;
        };
    }

    private static String group(Item.Kind kind) {
        return switch (kind) {
            case KEYWORD -> "statements";
            case VERB -> "verbs";
            case FUNCTION -> "functions";
            case NAME -> "names";
            case CONNECTIVE, SETTING -> "settings";
            case WORD -> "words";
            case FIELD -> "fields";
            case FILE, DIRECTORY -> "files";
            case MODEL -> "models";
        };
    }
}
