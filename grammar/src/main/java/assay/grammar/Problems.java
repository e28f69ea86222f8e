package assay.grammar;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What is wrong with a script: collected in any order, given back once each, by place. */
public final class Problems {
    /** So many are printed; after that more lines help nobody. */
    private static final int PRINTED = 100;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.source().name())
            .thenComparing(problem -> problem.span().start())
            .thenComparing(problem -> problem.span().end())
            .thenComparing(Problem::title);

    private final TreeSet<Problem> problems = new TreeSet<>(BY_PLACE);

    public void add(Problem problem) {
        problems.add(problem);
    }

    public void addAll(Collection<Problem> more) {
        problems.addAll(more);
    }

    /** Adds an error; see {@link Problem} for title, label and notes. */
    public void error(Source source, Span span, String title, String label, String... notes) {
        add(new Problem(Problem.Severity.ERROR, source, span, title, label, List.of(notes)));
    }

    /** Adds a warning; see {@link Problem} for title, label and notes. */
    public void warning(Source source, Span span, String title, String label, String... notes) {
        add(new Problem(Problem.Severity.WARNING, source, span, title, label, List.of(notes)));
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    public int size() {
        return problems.size();
    }

    /** All of them, sorted by source and place. */
    public List<Problem> list() {
        return List.copyOf(problems);
    }

    /** Whether a problem that begins inside {@code span} is already known. */
    boolean within(Source source, Span span) {
        Problem probe =
                new Problem(Problem.Severity.ERROR, source, new Span(span.start(), span.start()), "", "", List.of());
        Problem next = problems.ceiling(probe);
        return next != null
                && next.source().name().equals(source.name())
                && next.span().start() <= span.end();
    }

    /** All of them as text for people, each with its line of the script; ends in a line break unless empty. */
    public String render(boolean colour) {
        StringBuilder out = new StringBuilder();
        problems.stream().limit(PRINTED).forEach(problem -> out.append(new Excerpt(problem, colour)));
        if (problems.size() > PRINTED)
            out.append("and ").append(problems.size() - PRINTED).append(" more problems\n");
        return out.toString();
    }
}
