package assay.run;

import java.util.List;
import java.util.Optional;

/**
 * What became of a hypothesis.
 *
 * @param registration how it stands to what {@code assay register} froze, if anything was
 * @param outcome {@code held}, {@code falsified}, {@code undecided} or {@code not measured}
 */
public record Hypothesis(
        String name,
        Optional<String> why,
        String outcome,
        List<Claim> predictions,
        List<Claim> falsifiers,
        Optional<Registration.Standing> registration) {

    /**
     * One of its sentences.
     *
     * @param holds nothing where it was not measured; then {@code obstacle} says why
     */
    public record Claim(String text, Optional<Boolean> holds, Optional<String> obstacle) {}

    static Hypothesis of(String name, Optional<String> why, List<Claim> predictions, List<Claim> falsifiers) {
        return new Hypothesis(name, why, outcome(predictions, falsifiers), predictions, falsifiers, Optional.empty());
    }

    Hypothesis standing(Optional<Registration.Standing> standing) {
        return new Hypothesis(name, why, outcome, predictions, falsifiers, standing);
    }

    /** One that nothing was found out about. */
    Hypothesis unmeasured(Registration.Standing standing) {
        return new Hypothesis(name, why, "not measured", predictions, falsifiers, Optional.of(standing));
    }

    private static String outcome(List<Claim> predictions, List<Claim> falsifiers) {
        if (falsifiers.stream().anyMatch(claim -> claim.holds().orElse(false))) return "falsified";
        boolean measured = predictions.stream().allMatch(claim -> claim.holds().isPresent())
                && falsifiers.stream().allMatch(claim -> claim.holds().isPresent());
        if (!measured) return "not measured";
        if (predictions.stream().allMatch(claim -> claim.holds().get())) return "held";
        return falsifiers.isEmpty() ? "falsified" : "undecided";
    }
}
