package assay.repl;

import assay.grammar.Problem;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a session answers.
 *
 * @param out results
 * @param problems prints what is wrong, as for scripts
 * @param debug whether it is said where in Assay a failure happened
 */
public record Desk(PrintStream out, Problems problems, boolean debug) {
    /** Prints problems for people. */
    public interface Problems {
        void print(List<Problem> problems);

        /** A sentence that has no place in a script. */
        void say(String sentence);
    }

    void say(String sentence) {
        problems.say(sentence);
    }
}
