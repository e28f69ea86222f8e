package assay.grammar;

import java.util.List;

/**
 * One thing that is wrong, and what would be right.
 *
 * @param title one short sentence in lower case, names in backticks
 * @param label what stands at the caret: the fix or what was expected; may be empty
 * @param notes lines that list what is legal; may be empty
 */
public record Problem(Severity severity, Source source, Span span, String title, String label, List<String> notes) {

    public enum Severity {
        ERROR,
        WARNING
    }
}
