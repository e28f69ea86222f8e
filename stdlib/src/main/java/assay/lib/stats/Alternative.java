package assay.lib.stats;

import org.apache.commons.statistics.inference.AlternativeHypothesis;

/** What a test looks for. */
public enum Alternative {
    TWO_SIDED(AlternativeHypothesis.TWO_SIDED),
    GREATER(AlternativeHypothesis.GREATER_THAN),
    LESS(AlternativeHypothesis.LESS_THAN);

    final AlternativeHypothesis hypothesis;

    Alternative(AlternativeHypothesis hypothesis) {
        this.hypothesis = hypothesis;
    }
}
