package assay.engine.io;

import assay.engine.DType;
import java.lang.foreign.MemorySegment;

/**
 * A tensor as it lies in a file, little-endian, row-major; checked against the file's size when it was found.
 *
 * @param file for messages
 */
public record RawTensor(String name, String file, DType dtype, int[] shape, MemorySegment data) {}
