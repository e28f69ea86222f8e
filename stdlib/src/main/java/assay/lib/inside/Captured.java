package assay.lib.inside;

import assay.lib.text.Prefill;
import java.util.List;

/** What is collected at a hook point while inputs are read, float32 and row-major. */
interface Captured extends Prefill.Reader {

    /** One name per dimension; the first two are prompts and layers, the last is that of a vector. */
    List<String> axes();

    int[] shape();

    /** All of it, when everything has been read. */
    float[] data();
}
