package assay.engine.cpu;

/** Work space of one thread, reused from call to call; each slot has one user at a time. */
final class Scratch {
    enum Slot {
        WEIGHTS,
        SCALES,
        BIASES,
        SCORES
    }

    private final float[][] slots = new float[Slot.values().length][0];

    /** At least {@code size} floats of any content. */
    float[] get(Slot slot, int size) {
        float[] values = slots[slot.ordinal()];
        if (values.length < size) slots[slot.ordinal()] = values = new float[size];
        return values;
    }
}
