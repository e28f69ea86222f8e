package assay.lib.stats;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The one source of randomness: xoshiro256++ seeded from the script's seed, a purpose and an index.
 *
 * <p>The state is four outputs of SplitMix64 started at a hash of the three: with {@code mix} the finalizer of SplitMix64
 * and {@code g} its increment, {@code h = mix(seed + g)}, then {@code h = mix((h ^ byte) + g)} for each UTF-8 byte of
 * the purpose and once more for the index. So a draw depends on nothing else, in particular not on where a statement
 * stands or on how many replicates run beside it.
 */
public final class Rng {
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;

    private Rng() {}

    /** A new generator; equal arguments give equal draws. */
    public static UniformRandomProvider of(long seed, String purpose, long index) {
        long hash = mix(seed + INCREMENT);
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) hash = mix((hash ^ (b & 0xff)) + INCREMENT);
        hash = mix((hash ^ index) + INCREMENT);
        long[] state = new long[4];
        for (int i = 0; i < state.length; i++) state[i] = mix(hash + (i + 1) * INCREMENT);
        return RandomSource.XO_SHI_RO_256_PP.create(state);
    }

    /** The numbers 0 to {@code n - 1} in random order (Fisher-Yates). */
    public static int[] permutation(UniformRandomProvider random, int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
