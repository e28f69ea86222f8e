package assay.lib.verb;

import assay.engine.model.Model;
import assay.lib.value.Value;
import java.util.Optional;
import java.util.function.Supplier;

/** What an experiment may know and touch besides its operands. A lab of its own has no library, no memory and no company. */
public interface Lab {

    /** The root of all randomness of this statement; see {@link assay.lib.stats.Rng}. */
    long seed();

    /** Where the experiment tells how far it is. Also the place where a running experiment notices that it is to stop. */
    Progress progress();

    /** The record of a prelude of the standard library. */
    default Optional<Value.Rec> prelude(String name) {
        return Optional.empty();
    }

    /** The first prelude of the standard library that speaks of both concepts. */
    default Optional<Value.Rec> prelude(String from, String to) {
        return Optional.empty();
    }

    /**
     * A part of a long experiment: what the computation gives, or gave before the run was killed and resumed.
     *
     * @param part unlike any other part of the experiment; what it stands for may depend on the call and the seed only
     */
    default Value kept(String part, Supplier<Value> computation) {
        return computation.get();
    }

    /** What {@code steer} gives for a model and the rest of its phrase, e.g. {@code green->red alpha 2}. */
    default Model steered(Model model, String phrase) {
        throw new Failure("there is no script here to steer with");
    }

    /** Whoever sits there to talk with a model; nobody while a script runs. */
    default Optional<Partner> partner() {
        return Optional.empty();
    }
}
