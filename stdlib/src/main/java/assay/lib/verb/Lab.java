package assay.lib.verb;

import java.util.List;

/** What an experiment may know and touch besides its operands. */
public interface Lab {

    /** The root of all randomness of this statement; see {@link assay.lib.stats.Rng}. */
    long seed();

    /** Where the experiment tells how far it is. Also the place where a running experiment notices that it is to stop. */
    Progress progress();

    /** Texts with {@code {concept}} in them that fit both concepts, from the standard library; none if it has none. */
    List<String> templates(String from, String to);
}
