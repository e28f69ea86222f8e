package assay.lsp;

import assay.check.Binding;
import assay.check.Known;
import assay.core.Statements;
import assay.files.ScriptFile;
import assay.lib.verb.Functions;
import assay.lib.verb.Help;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** The items of a completion, each word once, in the order proposed. */
final class Proposals {
    private final Document document;
    private final Range range;
    private final Map<String, CompletionItem> items = new LinkedHashMap<>();

    /** @param range what an item replaces */
    Proposals(Document document, Range range) {
        this.document = document;
        this.range = range;
    }

    List<CompletionItem> items() {
        return List.copyOf(items.values());
    }

    void name(Binding binding) {
        CompletionItemKind kind = binding.known().type() instanceof Type.Model
                ? CompletionItemKind.Class
                : binding.parameters().isPresent() ? CompletionItemKind.Function : CompletionItemKind.Variable;
        add(binding.name().text(), kind, Explanation.type(binding), "");
    }

    void verbs() {
        for (Verb verb : document.vocabulary().verbs().all()) {
            String name = verb.spec().name();
            String help = Explanation.callable(document, name).orElse("");
            add(name, CompletionItemKind.Method, verb.spec().summary(), help);
        }
    }

    void functions() {
        Functions.all().forEach(f -> add(f.name(), CompletionItemKind.Function, Help.signature(f), f.help()));
    }

    void statements() {
        Statements.ALL.forEach(s -> add(s.name(), CompletionItemKind.Keyword, s.form(), s.help()));
    }

    void setting(Setting setting) {
        Help.Row row = Help.settings(List.of(setting)).getFirst();
        add(setting.name(), CompletionItemKind.Property, row.type(), Explanation.row(row));
    }

    void connective(Operand operand) {
        add(operand.connective(), CompletionItemKind.Operator, operand.type().expected(), operand.help());
    }

    void words(List<String> words) {
        words.forEach(word -> add(word, CompletionItemKind.EnumMember, "", ""));
    }

    void fields(Known target) {
        target.names().forEach(name -> add(name, CompletionItemKind.Field, "", ""));
        if (target.names().isEmpty())
            Explanation.fields(document, target.type())
                    .forEach(row -> add(row.word(), CompletionItemKind.Field, row.type(), row.help()));
    }

    void preludes() {
        for (String name : ScriptFile.preludes()) add(name, CompletionItemKind.Module, "a prelude", "");
    }

    private void add(String word, CompletionItemKind kind, String detail, String help) {
        if (items.containsKey(word)) return;
        CompletionItem item = new CompletionItem(word);
        item.setKind(kind);
        if (!detail.isEmpty()) item.setDetail(detail);
        if (!help.isEmpty()) item.setDocumentation(new MarkupContent("markdown", help));
        item.setSortText("%04d".formatted(items.size()));
        item.setTextEdit(Either.forLeft(new TextEdit(range, word)));
        items.put(word, item);
    }
}
