package assay.engine.model;

/**
 * Tokens to read after what a cache already holds.
 *
 * @param cache grows by these tokens
 */
public record Sequence(KvCache cache, int[] tokens) {}
