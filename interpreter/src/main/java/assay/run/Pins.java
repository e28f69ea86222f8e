package assay.run;

import assay.lib.verb.Failure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How the models of a run have to be: as the lock.json of another one says.
 *
 * @param sameEngine whether they have to be on the same engine as well
 * @param advice what to do about a file that has changed
 * @param changed takes the sentence about such a file
 */
public record Pins(JsonNode lock, boolean sameEngine, String advice, Consumer<String> changed) {
    /** Nothing is known of them yet. */
    static final Pins NONE = new Pins(MissingNode.getInstance(), false, "", Pins::refuse);

    /** A run that goes on with other weights or on another engine would not be the same run. */
    static Pins resumed(JsonNode lock) {
        return new Pins(lock, true, "put it back, or run anew without --resume", Pins::refuse);
    }

    /** Other weights would not be the same experiment; which engine computes it may differ. */
    public static Pins repeated(JsonNode lock) {
        return new Pins(lock, false, "put it back; with other weights it is another experiment", Pins::refuse);
    }

    /** Other weights are worth a note. */
    public static Pins noted(JsonNode lock, Consumer<String> note) {
        return new Pins(lock, false, "what is found may differ", note);
    }

    private static void refuse(String sentence) {
        throw new Failure(sentence);
    }

    /** @param now the model's entry in lock.json as it is now */
    void check(String name, JsonNode now) {
        JsonNode before = lock.path("models").path(name);
        if (before.isMissingNode()) return;
        if (sameEngine
                && !before.path("engine").path("name").equals(now.path("engine").path("name")))
            throw new Failure("the run that goes on had the model " + name + " on the engine "
                    + before.path("engine").path("name").asText() + ", and this is "
                    + now.path("engine").path("name").asText() + "; choose that with --engine, or run anew");
        same(before.path("files"), now.path("files"), "model " + name);
    }

    /** @param now the hashes of an adapter's files as they are now */
    void adapter(String name, JsonNode now) {
        JsonNode before = lock.path("adapters").path(name);
        if (before.isObject()) same(before, now, "adapter " + name);
    }

    private void same(JsonNode before, JsonNode now, String whose) {
        Set<String> files = new TreeSet<>();
        before.fieldNames().forEachRemaining(files::add);
        now.fieldNames().forEachRemaining(files::add);
        for (String file : files)
            if (!before.path(file).equals(now.path(file)))
                changed.accept(
                        "the file " + file + " of the " + whose + " has changed since the run was started; " + advice);
    }
}
