package assay.engine.text.jinja;

/** What one rendering may cost; whatever goes beyond is a fault. */
final class Budget {
    static final int MAX_STEPS = 1_000_000;
    static final int MAX_TEXT = 16 << 20;
    static final int MAX_ITEMS = 1_000_000;
    private static final int MAX_DEPTH = 800;
    /** Copying this many characters counts as a step. */
    private static final int CHARACTERS_PER_STEP = 64;

    private static final int COMPARISONS_PER_STEP = 1024;

    private int steps = MAX_STEPS;
    private int depth;

    void step() {
        steps(1);
    }

    void steps(long count) {
        if (count > steps) {
            throw new Fault("the template takes more than " + MAX_STEPS + " steps.");
        }
        steps -= (int) count;
    }

    /** Before a text of this length is made or gone through. */
    void text(long length) {
        limit(length);
        steps(length / CHARACTERS_PER_STEP);
    }

    /** Checks the length of a text that grows. */
    void limit(long length) {
        if (length > MAX_TEXT) {
            throw new Fault("the template makes a text longer than " + MAX_TEXT + " characters.");
        }
    }

    /** Before a part is looked for in a text; in the worst case every pair of characters is compared. */
    void search(long textLength, long partLength) {
        steps(textLength / CHARACTERS_PER_STEP + textLength * partLength / COMPARISONS_PER_STEP);
    }

    /** Before an operation on these values: going through texts takes time. */
    void touch(Object value) {
        if (value instanceof String s) {
            text(s.length());
        }
    }

    /** Before a list of this length is made. */
    void items(long count) {
        if (count > MAX_ITEMS) {
            throw new Fault("the template makes a list of more than " + MAX_ITEMS + " items.");
        }
        steps(count);
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new Fault("the template or a value in it is nested too deeply.");
        }
        step();
    }

    void leave() {
        depth--;
    }
}
