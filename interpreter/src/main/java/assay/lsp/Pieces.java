package assay.lsp;

import assay.check.Parts;
import assay.check.Program;
import assay.check.Told;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a script is made of, however deep inside, in the order written. Where the checker read a statement in
 * another way than the parser, as in {@code show r top 5}, its reading is here.
 */
record Pieces(List<Stmt> statements, List<Expr> expressions, List<Sentence> sentences) {

    /**
     * Pieces of a phrase or of the settings of a statement.
     *
     * @param owner what {@link Program#phrases} or {@link Program#told} calls it by
     */
    record Sentence(Object owner, List<Atom> atoms) {}

    static Pieces of(Program program) {
        Pieces pieces = new Pieces(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        pieces.addAll(program.script().statements(), program);
        return pieces;
    }

    private void addAll(List<Stmt> statements, Program program) {
        for (Stmt stmt : statements) add(stmt, program);
    }

    private void add(Stmt stmt, Program program) {
        statements.add(stmt);
        switch (stmt) {
            case Stmt.Seed s -> add(s.value(), program);
            case Stmt.EngineChoice s -> {}
            case Stmt.Param s -> add(s.value(), program);
            case Stmt.ModelDecl s -> told(s, s.source(), s.settings(), program);
            case Stmt.Use s -> add(s.model(), program);
            case Stmt.Let s -> add(s.value(), program);
            case Stmt.Print s -> s.values().forEach(value -> add(value, program));
            case Stmt.Show s -> told(s, s.value(), s.settings(), program);
            case Stmt.Plot s -> told(s, s.value(), s.settings(), program);
            case Stmt.Save s -> told(s, s.value(), s.settings(), program);
            case Stmt.Expect s -> {
                add(s.condition(), program);
                s.reason().ifPresent(reason -> add(reason, program));
            }
            case Stmt.Hypothesis s -> {
                s.reason().ifPresent(reason -> add(reason, program));
                s.predictions().forEach(prediction -> add(prediction, program));
                s.falsifiers().forEach(falsifier -> add(falsifier, program));
            }
            case Stmt.For s -> {
                add(s.items(), program);
                add(s.body(), program);
            }
            case Stmt.Repeat s -> {
                add(s.times(), program);
                add(s.body(), program);
            }
            case Stmt.If s -> {
                add(s.condition(), program);
                add(s.then(), program);
                s.otherwise().ifPresent(otherwise -> add(otherwise, program));
            }
            case Stmt.Define s -> {
                s.parameters().forEach(p -> p.fallback().ifPresent(fallback -> add(fallback, program)));
                add(s.body(), program);
            }
            case Stmt.Return s -> s.value().ifPresent(value -> add(value, program));
            case Stmt.Import s -> {}
            case Stmt.Run s -> add(s.value(), program);
        }
    }

    private void told(Stmt stmt, Expr value, List<Atom> settings, Program program) {
        Told told = program.told().get(stmt);
        Expr read = told == null ? value : told.value();
        add(read, program);
        List<Atom> own = settings;
        if (read != value && value instanceof Expr.Experiment(var phrase)) {
            int kept = read instanceof Expr.Experiment(var shorter)
                    ? shorter.atoms().size()
                    : 0;
            own = phrase.atoms().subList(kept, phrase.atoms().size());
        }
        sentences.add(new Sentence(stmt, own));
        values(own, program);
    }

    private void add(Block block, Program program) {
        addAll(block.statements(), program);
    }

    private void add(Expr expr, Program program) {
        expressions.add(expr);
        Parts.children(expr).forEach(child -> add(child, program));
        if (expr instanceof Expr.Experiment(var phrase)) {
            sentences.add(new Sentence(phrase, phrase.atoms()));
            phrase.block().ifPresent(block -> add(block, program));
        }
    }

    private void values(List<Atom> atoms, Program program) {
        for (Atom atom : atoms) if (atom instanceof Atom.Value(Expr value)) add(value, program);
    }
}
