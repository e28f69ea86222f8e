package assay.lsp;

import assay.grammar.Problem;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.Suggest;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;

/** What {@code assay check} says about a script, in the protocol's words, and the corrections it offers. */
record Findings(Document document) {

    /** All problems; one of an imported script stands at the import. */
    List<Diagnostic> diagnostics() {
        return document.program().problems().stream().map(this::diagnostic).toList();
    }

    private Diagnostic diagnostic(Problem problem) {
        List<String> lines = new ArrayList<>();
        boolean here = problem.source() == document.source();
        lines.add(here ? problem.title() : place(problem) + ": " + problem.title());
        if (!problem.label().isEmpty()) lines.add(problem.label());
        lines.addAll(problem.notes());
        Range range = document.places().range(here ? problem.span() : imported(problem.source()));
        DiagnosticSeverity severity =
                switch (problem.severity()) {
                    case ERROR -> DiagnosticSeverity.Error;
                    case WARNING -> DiagnosticSeverity.Warning;
                };
        return new Diagnostic(range, String.join("\n", lines), severity, "assay");
    }

    private static String place(Problem problem) {
        int start = problem.span().start();
        return problem.source().name() + ":" + problem.source().line(start) + ":"
                + problem.source().column(start);
    }

    /** The import through which a source came in; the first one where that is not known. */
    private Span imported(Source source) {
        Map<Stmt.Import, assay.check.Program> imports = document.program().imports();
        return document.program().script().statements().stream()
                .filter(Stmt.Import.class::isInstance)
                .map(Stmt.Import.class::cast)
                .filter(stmt -> Optional.ofNullable(imports.get(stmt))
                        .map(program -> program.script().source() == source)
                        .orElse(false))
                .findFirst()
                .or(() -> imports.keySet().stream().findFirst())
                .map(stmt -> stmt.source().span())
                .orElse(new Span(0, 0));
    }

    /** For each problem in a range that may be a slip of the pen: the word that was meant. */
    List<CodeAction> corrections(Range range) {
        int from = document.places().offset(range.getStart());
        int to = document.places().offset(range.getEnd());
        List<CodeAction> actions = new ArrayList<>();
        for (Problem problem : document.program().problems()) {
            boolean inside = problem.source() == document.source()
                    && problem.span().start() <= to
                    && from <= problem.span().end();
            Optional<String> meant = Suggest.meant(problem.label());
            if (inside && meant.isPresent() && Occurrences.isName(meant.get()) && Occurrences.isName(written(problem)))
                actions.add(correction(problem, meant.get()));
        }
        return actions;
    }

    private String written(Problem problem) {
        return document.source()
                .text()
                .substring(problem.span().start(), problem.span().end());
    }

    private CodeAction correction(Problem problem, String meant) {
        TextEdit edit = new TextEdit(document.places().range(problem.span()), meant);
        CodeAction action = new CodeAction("write `" + meant + "`");
        action.setKind(CodeActionKind.QuickFix);
        action.setDiagnostics(List.of(diagnostic(problem)));
        action.setEdit(new WorkspaceEdit(Map.of(document.uri(), List.of(edit))));
        return action;
    }
}
