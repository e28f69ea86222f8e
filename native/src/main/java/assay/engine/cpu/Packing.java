package assay.engine.cpu;

import assay.engine.Quantization;
import assay.engine.Quantization.Mode;

/**
 * The order in which a packed row is computed with. Bits that divide a word keep their words: vector p of block b holds
 * the p-th values of the {@code lanes} consecutive words of the block. Other bits keep the order of the row, and a
 * block is a group. Either way a block is {@code perBlock} vectors, and lane j of it belongs to group
 * {@code firstGroup(b) + j / spread}.
 *
 * @param mode what a value means
 * @param bits per value
 * @param group values that share a scale
 * @param n values of a row
 * @param lanes of a vector
 */
record Packing(Mode mode, int bits, int group, int n, int lanes) {

    static Packing of(Quantization q, int n, int lanes) {
        return new Packing(q.mode(), q.bits(), q.group(), n, lanes);
    }

    boolean inWords() {
        return 32 % bits == 0;
    }

    int words() {
        return (int) ((long) n * bits / 32);
    }

    int groups() {
        return n / group;
    }

    int perBlock() {
        return inWords() ? 32 / bits : group / lanes;
    }

    int blocks() {
        return inWords() ? (words() + lanes - 1) / lanes : groups();
    }

    /** Floats of an unpacked or arranged row. */
    int size() {
        return blocks() * perBlock() * lanes;
    }

    /** Lanes of one vector that share a group. */
    int spread() {
        return inWords() ? Math.min(group * bits / 32, lanes) : lanes;
    }

    int firstGroup(int block) {
        return inWords() ? block * lanes / (group * bits / 32) : block;
    }

    /** Where value i of the row stands. */
    int place(int i) {
        if (!inWords()) return i;
        int per = 32 / bits;
        int word = i / per;
        return (word / lanes * per + i % per) * lanes + word % lanes;
    }
}
