package assay.lsp;

import assay.check.Entries;
import assay.check.Names;
import assay.complete.Completion;
import assay.complete.Completion.Found;
import assay.complete.Item;
import assay.complete.Nearby;
import assay.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What may be written at a place, as the protocol says it.
 *
 * @param range what an item replaces
 */
record Proposals(Document document, Range range) {

    /** Everything that may stand at an offset instead of the word there; editors filter it by what is written. */
    static List<CompletionItem> at(Document document, int offset) {
        Entries entries = new Entries(document.folder(), document.vocabulary());
        Completion completion = new Completion(document.vocabulary(), entries, Nearby.of(document.folder()));
        String text = document.source().text();
        Found found = completion.at(text, Math.min(offset, text.length()), Names.script());
        Range range = document.places().range(new Span(found.start(), found.end()));
        return new Proposals(document, range).items(found.items());
    }

    private List<CompletionItem> items(List<Item> found) {
        List<CompletionItem> items = new ArrayList<>();
        for (Item item : found) items.add(item(item, items.size()));
        return items;
    }

    /** @param rank its place in the order, which editors would take from the alphabet */
    private CompletionItem item(Item found, int rank) {
        CompletionItem item = new CompletionItem(found.text());
        item.setKind(kind(found.kind()));
        if (!found.detail().isEmpty()) item.setDetail(found.detail());
        String help = help(found);
        if (!help.isEmpty()) item.setDocumentation(new MarkupContent("markdown", help));
        item.setSortText("%04d".formatted(rank));
        item.setTextEdit(Either.forLeft(new TextEdit(range, found.text())));
        return item;
    }

    /** There is room for all that is known about a verb. */
    private String help(Item item) {
        boolean verb = item.kind() == Item.Kind.VERB;
        return verb ? Explanation.callable(document, item.text()).orElseThrow() : item.help();
    }

    private static CompletionItemKind kind(Item.Kind kind) {
        return switch (kind) {
            case KEYWORD -> CompletionItemKind.Keyword;
            case VERB -> CompletionItemKind.Method;
            case FUNCTION -> CompletionItemKind.Function;
            case NAME -> CompletionItemKind.Variable;
            case MODEL -> CompletionItemKind.Class;
            case PRELUDE -> CompletionItemKind.Module;
            case CONNECTIVE -> CompletionItemKind.Operator;
            case SETTING -> CompletionItemKind.Property;
            case WORD -> CompletionItemKind.EnumMember;
            case FIELD -> CompletionItemKind.Field;
            case FILE -> CompletionItemKind.File;
            case DIRECTORY -> CompletionItemKind.Folder;
            case HUB_ID -> CompletionItemKind.Reference;
        };
    }
}
