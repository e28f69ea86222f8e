package assay.plan;

/** Says in a few words what an estimate lacks that only a run will tell. */
final class Unknowable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unknowable(String what) {
        super(what, null, false, false);
    }
}
