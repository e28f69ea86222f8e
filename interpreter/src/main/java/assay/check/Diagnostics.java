package assay.check;

import assay.grammar.Problems;
import assay.grammar.Source;
import assay.grammar.Span;

/** Reports what is wrong with one source. */
record Diagnostics(Problems problems, Source source) {

    /** How many problems there are so far. */
    int count() {
        return problems.size();
    }

    /** Reports an error; see {@link assay.grammar.Problem} for the parts. */
    void error(Span span, String title, String label, String... notes) {
        problems.error(source, span, title, label, notes);
    }
}
