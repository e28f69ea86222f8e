package assay.lib.verb;

import java.util.List;
import java.util.Optional;

/** Somebody who sits at a terminal and talks with a model. */
public interface Partner {
    /** What they say next, or nothing when they have had enough. */
    Optional<String> line();

    /** A piece of the model's answer, as it is written. */
    void hear(String piece);

    /** The answer is complete. */
    void end();

    /** A sentence about the conversation itself. */
    void note(String sentence);

    /** The conversation is over; with these lines it can be had again. */
    default void over(List<String> lines) {}

    /** Keeps a text in a new file; a {@link Failure} says why not. */
    void save(String path, String text);
}
