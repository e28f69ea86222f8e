package assay.repl;

import assay.complete.Item;
import assay.show.Glyphs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can come next as lines below the entry: with help where there is room, in columns where there is not. */
record Listing(int width, int rows) {
    private static final int GAP = 2;

    List<String> of(List<Item> items) {
        List<String> lines = items.size() <= rows ? explained(items) : columns(items);
        if (lines.size() <= rows) return lines;
        List<String> some = new ArrayList<>(lines.subList(0, Math.max(rows - 1, 0)));
        some.add("… and more; type another letter");
        return some;
    }

    private List<String> explained(List<Item> items) {
        int longest =
                items.stream().mapToInt(item -> Glyphs.width(shown(item))).max().orElse(0);
        return items.stream()
                .map(item -> pad(shown(item), longest + GAP) + line(item))
                .map(line -> Glyphs.cut(line.stripTrailing(), width - 1))
                .toList();
    }

    private List<String> columns(List<Item> items) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Item item : items)
            groups.computeIfAbsent(group(item.kind()), kind -> new ArrayList<>())
                    .add(shown(item));
        int head = groups.keySet().stream().mapToInt(String::length).max().orElse(0) + GAP;
        List<String> lines = new ArrayList<>();
        groups.forEach((group, words) -> {
            StringBuilder line = new StringBuilder(pad(group, head));
            for (String word : words) {
                if (Glyphs.width(line.toString()) + Glyphs.width(word) >= width - 1) {
                    lines.add(line.toString().stripTrailing());
                    line = new StringBuilder(" ".repeat(head));
                }
                line.append(word).append(" ".repeat(GAP));
            }
            lines.add(line.toString().stripTrailing());
        });
        return lines;
    }

    /** What it is for, or else what it is. */
    private static String line(Item item) {
        String line = item.help().isEmpty() ? item.detail() : item.help();
        return line.replace('\n', ' ');
    }

    /** A path by its last part. */
    private static String shown(Item item) {
        boolean path = item.kind() == Item.Kind.FILE || item.kind() == Item.Kind.DIRECTORY;
        if (!path) return Glyphs.visible(item.text());
        int slash = item.text().lastIndexOf('/', item.text().length() - 2);
        return Glyphs.visible(item.text().substring(slash + 1));
    }

    private static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(columns - Glyphs.width(text), 0));
    }

    private static String group(Item.Kind kind) {
        return switch (kind) {
            case KEYWORD -> "statements";
            case VERB -> "verbs";
            case FUNCTION -> "functions";
            case NAME -> "names";
            case PRELUDE -> "preludes";
            case CONNECTIVE, SETTING -> "settings";
            case WORD -> "words";
            case FIELD -> "fields";
            case FILE, DIRECTORY -> "files";
            case MODEL, HUB_ID -> "models";
        };
    }
}
