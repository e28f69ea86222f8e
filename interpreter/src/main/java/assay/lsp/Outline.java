package assay.lsp;

import assay.grammar.Span;
import assay.grammar.ast.Block;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;

/** The names that a script binds, those of a block below the statement that holds it. */
record Outline(Places places) {

    List<DocumentSymbol> of(List<Stmt> statements) {
        List<DocumentSymbol> symbols = new ArrayList<>();
        for (Stmt stmt : statements) add(stmt, symbols);
        return symbols;
    }

    private void add(Stmt stmt, List<DocumentSymbol> to) {
        switch (stmt) {
            case Stmt.Param s -> to.add(symbol(s.name(), SymbolKind.Constant, s.span(), "param"));
            case Stmt.ModelDecl s -> to.add(symbol(s.name(), SymbolKind.Class, s.span(), "model"));
            case Stmt.Let s -> to.add(symbol(s.name(), SymbolKind.Variable, s.span(), "let"));
            case Stmt.Hypothesis s -> to.add(symbol(s.name(), SymbolKind.Event, s.span(), "hypothesis"));
            case Stmt.Define s -> {
                DocumentSymbol symbol = symbol(s.name(), SymbolKind.Function, s.span(), "define");
                symbol.setChildren(of(s.body().statements()));
                to.add(symbol);
            }
            case Stmt.For s -> inner(s.body(), to);
            case Stmt.Repeat s -> inner(s.body(), to);
            case Stmt.If s -> {
                inner(s.then(), to);
                s.otherwise().ifPresent(otherwise -> inner(otherwise, to));
            }
            case Stmt.Seed s -> {}
            case Stmt.EngineChoice s -> {}
            case Stmt.Use s -> {}
            case Stmt.Print s -> {}
            case Stmt.Show s -> {}
            case Stmt.Plot s -> {}
            case Stmt.Save s -> {}
            case Stmt.Expect s -> {}
            case Stmt.Return s -> {}
            case Stmt.Import s -> {}
            case Stmt.Run s -> {}
        }
    }

    private void inner(Block block, List<DocumentSymbol> to) {
        for (Stmt stmt : block.statements()) add(stmt, to);
    }

    /** An editor refuses a symbol whose name is not within it. */
    private DocumentSymbol symbol(Name name, SymbolKind kind, Span span, String word) {
        return new DocumentSymbol(
                name.text().isEmpty() ? "?" : name.text(),
                kind,
                places.range(span.to(name.span())),
                places.range(name.span()),
                word);
    }
}
