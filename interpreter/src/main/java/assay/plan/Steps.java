package assay.plan;

import assay.check.Bound;
import assay.grammar.Source;
import assay.grammar.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects experiments as a script is walked through: one step for each place, its rounds added up. */
final class Steps {
    private static final int LONGEST = 60;

    /** An experiment at a place. */
    private static final class Place {
        private final Bound bound;
        private final Source source;
        private final List<Reading> models;
        private long rounds;
        private boolean bounded = true;
        private Work work = Work.NONE;
        private Optional<String> unknown = Optional.empty();

        Place(Bound bound, Source source, List<Reading> models) {
            this.bound = bound;
            this.source = source;
            this.models = models;
        }

        Plan.Step step() {
            return new Plan.Step(
                    source.name(),
                    source.line(bound.span().start()),
                    text(source, bound.span()),
                    models,
                    bounded ? Optional.of(rounds) : Optional.empty(),
                    unknown.isPresent() ? Optional.empty() : Optional.of(work),
                    unknown);
        }
    }

    private final Map<Bound, Place> places = new IdentityHashMap<>();
    private final List<Place> order = new ArrayList<>();

    /**
     * One more experiment, or several.
     *
     * @param times how often, or once where that is not known
     */
    void add(Bound bound, Source source, List<Reading> models, long times, boolean bounded, Supplier<Work> work) {
        Place place = places.computeIfAbsent(bound, first -> {
            Place made = new Place(bound, source, models);
            order.add(made);
            return made;
        });
        place.rounds = Work.sum(place.rounds, times);
        place.bounded &= bounded;
        try {
            if (place.unknown.isEmpty()) place.work = place.work.plus(work.get().times(times));
        } catch (Unknowable unknowable) {
            place.unknown = Optional.of(unknowable.getMessage());
        }
    }

    /** The script does more than could be walked through. */
    void unbounded() {
        order.forEach(place -> place.bounded = false);
    }

    /** Those that ask something of a model. */
    List<Plan.Step> list() {
        return order.stream()
                .map(Place::step)
                .filter(step -> step.unknown().isPresent() || !step.work().equals(Optional.of(Work.NONE)))
                .toList();
    }

    private static String text(Source source, Span span) {
        String text = source.text().substring(span.start(), span.end()).replaceAll("\\s+", " ");
        if (text.contains("{")) text = text.substring(0, text.indexOf('{')).strip() + " { ... }";
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
    }
}
