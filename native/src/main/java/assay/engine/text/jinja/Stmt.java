package assay.engine.text.jinja;

import java.util.List;
import java.util.Set;

/** A statement of a template; {@code line} is where it begins. */
sealed interface Stmt {
    int line();

    record Text(String text, int line) implements Stmt {}

    record Print(Expr value, int line) implements Stmt {}

    /** @param branches the first whose test holds is taken */
    record If(List<Branch> branches, List<Stmt> otherwise, int line) implements Stmt {}

    record Branch(Expr test, List<Stmt> body) {}

    /** @param test null, or which items take part */
    record For(Expr target, Expr items, Expr test, boolean recursive, List<Stmt> body, List<Stmt> otherwise, int line)
            implements Stmt {}

    record Assign(Expr target, Expr value, int line) implements Stmt {}

    /** @param filter null, or what the text of the body goes through */
    record AssignBlock(Expr target, Expr.Filter filter, List<Stmt> body, int line) implements Stmt {}

    record DefineMacro(String name, Signature signature, List<Stmt> body, int line) implements Stmt {}

    record CallBlock(Signature signature, Expr.Call call, List<Stmt> body, int line) implements Stmt {}

    record FilterBlock(Expr.Filter filter, List<Stmt> body, int line) implements Stmt {}

    record With(List<Expr> targets, List<Expr> values, List<Stmt> body, int line) implements Stmt {}

    /** A block that only marks its body. */
    record Marked(List<Stmt> body, int line) implements Stmt {}

    record Break(int line) implements Stmt {}

    record Continue(int line) implements Stmt {}

    /**
     * The parameters of a macro.
     *
     * @param defaults of the last parameters
     * @param uses the names the body reads: only one that reads varargs takes more values than parameters
     */
    record Signature(List<String> parameters, List<Expr> defaults, Set<String> uses) {}
}
