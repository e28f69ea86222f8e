package assay.grammar;

import assay.grammar.ast.Atom;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Script;
import assay.grammar.ast.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A script's tree as text: a statement a line, blocks indented, no spans. */
final class Tree {
    private final StringBuilder out = new StringBuilder();

    private Tree() {}

    static String of(Script script) {
        Tree tree = new Tree();
        tree.statements(script.statements(), 0);
        return tree.out.toString();
    }

    private void statements(List<Stmt> statements, int level) {
        for (Stmt statement : statements) {
            out.repeat("  ", level);
            statement(statement, level);
            out.append('\n');
        }
    }

    private void statement(Stmt statement, int level) {
        switch (statement) {
            case Stmt.Seed s -> line("seed", expr(s.value(), level));
            case Stmt.EngineChoice s -> line("engine", s.engine().text());
            case Stmt.Param s -> line("param", s.name().text(), expr(s.value(), level));
            case Stmt.ModelDecl s ->
                line("model", s.name().text(), expr(s.source(), level), settings(s.settings(), level));
            case Stmt.Use s -> line("use", expr(s.model(), level));
            case Stmt.Let s -> line("let", s.name().text(), expr(s.value(), level));
            case Stmt.Print s -> line("print", exprs(s.values(), level));
            case Stmt.Show s -> line("show", expr(s.value(), level), settings(s.settings(), level));
            case Stmt.Plot s -> line("plot", expr(s.value(), level), settings(s.settings(), level));
            case Stmt.Save s -> line("save", expr(s.value(), level), settings(s.settings(), level));
            case Stmt.Expect s -> line("expect", expr(s.condition(), level), maybe(s.reason(), level));
            case Stmt.Hypothesis s -> {
                line("hypothesis", s.name().text(), maybe(s.reason(), level));
                for (Expr expr : s.predictions()) indented("predict " + expr(expr, level), level + 1);
                for (Expr expr : s.falsifiers()) indented("falsified " + expr(expr, level), level + 1);
            }
            case Stmt.For s -> {
                line("for", s.name().text(), expr(s.items(), level));
                block(s.body(), level);
            }
            case Stmt.Repeat s -> {
                line("repeat", expr(s.times(), level));
                block(s.body(), level);
            }
            case Stmt.If s -> {
                line("if", expr(s.condition(), level));
                block(s.then(), level);
                s.otherwise().ifPresent(block -> {
                    indented("else", level);
                    block(block, level);
                });
            }
            case Stmt.Define s -> {
                String parameters = s.parameters().stream()
                        .map(p -> p.name().text()
                                + p.fallback().map(e -> "=" + expr(e, level)).orElse(""))
                        .collect(Collectors.joining(" "));
                line("define", s.name().text(), "(" + parameters + ")");
                block(s.body(), level);
            }
            case Stmt.Return s -> line("return", maybe(s.value(), level));
            case Stmt.Import s -> line("import", expr(s.source(), level));
            case Stmt.Run s -> line("run", expr(s.value(), level));
        }
    }

    private void line(String... words) {
        out.append(List.of(words).stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" ")));
    }

    private void indented(String text, int level) {
        out.append('\n').repeat("  ", level).append(text);
    }

    private void block(Block block, int level) {
        out.append(blockText(block, level));
    }

    /** The statements of a block on lines of their own, the first after a line break. */
    private static String blockText(Block block, int level) {
        Tree inner = new Tree();
        inner.statements(block.statements(), level + 1);
        return block.statements().isEmpty()
                ? " {}"
                : "\n" + inner.out.toString().stripTrailing();
    }

    private static String maybe(Optional<Expr> expr, int level) {
        return expr.map(e -> expr(e, level)).orElse("");
    }

    private static String exprs(List<Expr> exprs, int level) {
        return exprs.stream().map(e -> expr(e, level)).collect(Collectors.joining(" "));
    }

    private static String settings(List<Atom> atoms, int level) {
        return atoms.isEmpty() ? "" : "| " + atoms(atoms, level);
    }

    private static String atoms(List<Atom> atoms, int level) {
        return atoms.stream()
                .map(atom -> switch (atom) {
                    case Atom.Connective c -> ":" + c.word();
                    case Atom.Value v -> expr(v.expr(), level);
                })
                .collect(Collectors.joining(" "));
    }

    private static String expr(Expr expr, int level) {
        return switch (expr) {
            case Expr.Number e -> e.text().endsWith("%") ? e.text() + "=" + e.value() : e.text();
            case Expr.Text e -> e.pieces().stream().map(Tree::piece).collect(Collectors.joining("", "\"", "\""));
            case Expr.Bool e -> e.value() ? "yes" : "no";
            case Expr.None _ -> "none";
            case Expr.Missing _ -> "?";
            case Expr.Range e -> list("..", expr(e.from(), level), expr(e.to(), level));
            case Expr.ListOf e -> "[" + exprs(e.items(), level) + "]";
            case Expr.RecordOf e ->
                e.entries().stream()
                        .map(entry -> entry.name().text() + ": " + expr(entry.value(), level))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Expr.Ref(Name name) -> name.text();
            case Expr.Field e -> expr(e.target(), level) + "." + e.name().text();
            case Expr.Index e -> expr(e.target(), level) + "[" + expr(e.index(), level) + "]";
            case Expr.Call e ->
                e.arguments().stream()
                        .map(a -> a.name().map(n -> n.text() + "=").orElse("") + expr(a.value(), level))
                        .collect(Collectors.joining(" ", e.function().text() + "(", ")"));
            case Expr.Pair e -> list("->", expr(e.from(), level), expr(e.to(), level));
            case Expr.Unary e -> list(e.op().text, expr(e.operand(), level));
            case Expr.Binary e -> list(e.op().text, expr(e.left(), level), expr(e.right(), level));
            case Expr.About e -> list("~", expr(e.value(), level), expr(e.target(), level), maybe(e.within(), level));
            case Expr.Each e -> list("each", expr(e.body(), level), e.name().text(), expr(e.items(), level));
            case Expr.Where e -> list("where", expr(e.table(), level), expr(e.condition(), level));
            case Expr.SortBy e ->
                list("sort", expr(e.table(), level), e.column().text(), e.descending() ? "down" : "");
            case Expr.GroupBy e ->
                list("group", expr(e.table(), level), e.column().text());
            case Expr.Experiment e ->
                "<" + e.phrase().verb().text() + (e.phrase().atoms().isEmpty() ? "" : " ")
                        + atoms(e.phrase().atoms(), level)
                        + e.phrase()
                                .block()
                                .map(b -> " do" + blockText(b, level))
                                .orElse("") + ">";
        };
    }

    private static String list(String... words) {
        return List.of(words).stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" ", "(", ")"));
    }

    private static String piece(Expr.Piece piece) {
        return switch (piece) {
            case Expr.Piece.Literal(String text) ->
                text.replace("\\", "\\\\")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\"", "\\\"");
            case Expr.Piece.Hole(Name name) -> "${" + name.text() + "}";
        };
    }
}
