package assay.lib.verb;

/** What an experiment may know and touch besides its operands. */
public interface Lab {

    /** The root of all randomness of this statement; see {@link assay.lib.stats.Rng}. */
    long seed();

    /** Where the experiment tells how far it is. Also the place where a running experiment notices that it is to stop. */
    Progress progress();
}
