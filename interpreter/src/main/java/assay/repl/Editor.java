package assay.repl;

import assay.complete.Completion.Found;
import assay.complete.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.jline.keymap.KeyMap;
import org.jline.reader.Highlighter;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * JLine's line editor with a Tab of its own: the first completes as far as there is no choice and lists the rest, the next
 * one at the same place explains it.
 */
final class Editor extends LineReaderImpl {
    private static final int INDENT = 4;
    private static final int LEFT_FREE = 3;

    private final Helper helper;
    private String atTab = "";
    private String listedAt = "";

    Editor(Terminal terminal, Helper helper, Highlighter highlighter) {
        super(terminal, "assay", new HashMap<>());
        this.helper = helper;
        setParser(new Reading());
        setHighlighter(highlighter);
        setHistory(new Remembered());
        setVariable(INDENTATION, INDENT);
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.HISTORY_IGNORE_DUPS, true);
        option(Option.HISTORY_REDUCE_BLANKS, false);
        bind("assay-tab", this::tab, "\t");
        bind("assay-newline", this::newline, KeyMap.alt('\r'));
    }

    /** JLine's history, in which nothing does harm to a terminal. */
    private static final class Remembered extends DefaultHistory {
        @Override
        public void add(Instant time, String line) {
            super.add(time, HistoryFile.harmless(line));
        }
    }

    private void bind(String name, Widget widget, String key) {
        getWidgets().put(name, widget);
        getKeyMaps().get(EMACS).bind(new Reference(name), key);
        getKeyMaps().get(VIINS).bind(new Reference(name), key);
    }

    private String state() {
        return buf.cursor() + " " + buf;
    }

    private boolean tab() {
        if (atTab.equals(state())) {
            atTab = "";
            helper.explanation(buf.toString(), buf.cursor()).ifPresent(this::printAbove);
            return true;
        }
        String before = state();
        complete(helper.found(buf.toString(), buf.cursor()));
        boolean stays = before.equals(state());
        atTab = stays ? before : "";
        return true;
    }

    private void complete(Found found) {
        List<Item> items = found.items();
        if (items.isEmpty()) return;
        int typed = buf.cursor() - found.start();
        if (items.size() == 1) {
            Item item = items.getFirst();
            buf.write(item.text().substring(typed) + after(item));
            return;
        }
        buf.write(common(items).substring(typed));
        int rows = Math.max(terminal.getHeight() - (int) buf.toString().lines().count() - LEFT_FREE, 1);
        String lines = String.join("\n", new Listing(terminal.getWidth(), rows).of(items));
        post = () -> new AttributedString(lines);
        listedAt = state();
    }

    /** What is written behind a word that is complete, unless it is there. */
    private String after(Item item) {
        String next =
                switch (item.kind()) {
                    case KEYWORD, VERB, CONNECTIVE, SETTING, WORD, NAME, MODEL, PRELUDE -> " ";
                    case FILE, HUB_ID -> helper.inText(buf.toString()) ? "\"" : "";
                    case FUNCTION, FIELD, DIRECTORY -> "";
                };
        return !next.isEmpty() && buf.currChar() == next.charAt(0) ? "" : next;
    }

    private static String common(List<Item> items) {
        String common = items.getFirst().text();
        for (Item item : items)
            while (!item.text().startsWith(common)) common = common.substring(0, common.length() - 1);
        boolean half = !common.isEmpty() && Character.isHighSurrogate(common.charAt(common.length() - 1));
        return half ? common.substring(0, common.length() - 1) : common;
    }

    /** Takes the list away when something else is being typed. */
    void stale() {
        if (!listedAt.isEmpty() && !listedAt.equals(state())) {
            post = null;
            listedAt = "";
        }
    }

    private boolean newline() {
        buf.write("\n" + " ".repeat(INDENT * Math.max(1, Input.depth(buf.toString()))));
        return true;
    }
}
