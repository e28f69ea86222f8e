package assay.repl;

import java.util.Optional;

/** What can be looked up while typing. */
public interface Handbook {
    /** All words with a line of help each. */
    String overview();

    /** What there is about a word. */
    Optional<String> page(String word);

    /** The word that was meant by one that the manual does not have. */
    Optional<String> suggestion(String word);

    /** The models in the hub's cache, as lines. */
    String cached();
}
