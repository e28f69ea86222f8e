package assay.lib.verb;

import assay.engine.model.Model;
import assay.lib.value.Value;
import java.util.Optional;
import java.util.function.Supplier;

/** What an experiment may know and touch besides its operands. */
public interface Lab {

    /** The root of all randomness of this statement; see {@link assay.lib.stats.Rng}. */
    long seed();

    /** Where the experiment tells how far it is. Also the place where a running experiment notices that it is to stop. */
    Progress progress();

    /** The record of a prelude of the standard library. */
    Optional<Value.Rec> prelude(String name);

    /** The first prelude of the standard library that speaks of both concepts. */
    Optional<Value.Rec> prelude(String from, String to);

    /**
     * A part of a long experiment: what the computation gives, or gave before the run was killed and resumed.
     *
     * @param part unlike any other part of the experiment; what it stands for may depend on the call and the seed only
     */
    Value kept(String part, Supplier<Value> computation);

    /** What {@code steer} gives for a model and the rest of its phrase, e.g. {@code green->red alpha 2}. */
    Model steered(Model model, String phrase);

    /** Whoever sits there to talk with a model; nobody while a script runs. */
    Optional<Partner> partner();
}
