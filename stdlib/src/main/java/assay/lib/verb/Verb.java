package assay.lib.verb;

import assay.lib.value.Value;

/** An experiment, or a procedure on models and results: one class, one row of the table. */
public interface Verb {
    VerbSpec spec();

    /** Runs it; a pure function of the call, the models' weights and {@link Lab#seed}. */
    Value run(Call call, Lab lab);
}
