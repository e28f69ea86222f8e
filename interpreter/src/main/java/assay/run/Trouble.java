package assay.run;

import assay.check.Sentence;
import assay.engine.EngineException;
import assay.grammar.Problem;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.lib.verb.Failure;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** The end of a run that cannot go on: what is wrong, where in the script, and whose fault it is. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final Status status;

    private Trouble(Problem problem, Status status, Throwable cause) {
        super(problem.title(), cause);
        this.problem = problem;
        this.status = status;
    }

    /** Computes; whatever stops it is told at its place in the script. */
    static <T> T placed(Source source, Span span, Supplier<T> computation) {
        try {
            return computation.get();
        } catch (Failure failure) {
            throw script(source, span, failure);
        } catch (EngineException | UncheckedIOException outside) {
            throw outside(source, span, outside, List.of());
        } catch (OutOfMemoryError memory) {
            throw memory(source, span, memory, List.of());
        } catch (StackOverflowError deep) {
            throw script(source, span, new Failure("this is nested too deeply to be computed"));
        }
    }

    /** The script asks for what cannot be. */
    static Trouble script(Source source, Span span, Failure failure) {
        return at(source, span, failure.getMessage(), List.of(), Status.WRONG_SCRIPT, failure);
    }

    /** Something outside the script failed. */
    static Trouble outside(Source source, Span span, RuntimeException cause, List<String> notes) {
        String message =
                switch (cause) {
                    case EngineException engine -> engine.getMessage();
                    case UncheckedIOException file ->
                        file.getMessage() + ": " + file.getCause().getMessage();
                    case RuntimeException other -> "internal error: " + other;
                };
        return at(source, span, message, notes, Status.OUTSIDE, cause);
    }

    static Trouble memory(Source source, Span span, Throwable cause, List<String> notes) {
        String message = "there is not enough memory for this; use a smaller model or setting, or give Java more with "
                + "JAVA_TOOL_OPTIONS=-Xmx16g";
        return at(source, span, message, notes, Status.OUTSIDE, cause);
    }

    private static Trouble at(
            Source source, Span span, String message, List<String> notes, Status status, Throwable cause) {
        Sentence sentence = Sentence.of(message);
        Problem problem = new Problem(Problem.Severity.ERROR, source, span, sentence.title(), sentence.label(), notes);
        return new Trouble(problem, status, cause);
    }

    Problem problem() {
        return problem;
    }

    Status status() {
        return status;
    }
}
