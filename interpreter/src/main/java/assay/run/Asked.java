package assay.run;

import assay.engine.model.Model;
import assay.files.Digest;
import assay.lib.value.Procedure;
import assay.lib.value.Result;
import assay.lib.value.Table;
import assay.lib.value.TensorValue;
import assay.lib.value.Value;
import assay.lib.verb.Call;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment's result rests on.
 *
 * @param digest of the verb, all that it was given, what its models are, the seed and this build
 * @param everything whether that is all: nobody knows what a procedure will do before it is called
 * @param models those that it was given, by their names
 */
record Asked(String digest, boolean everything, Map<String, Model> models) {

    static Asked of(String verb, Call call, Run run) {
        Value.Rec given = new Value.Rec(call.arguments());
        Depths depths = new Depths(run.models());
        depths.add(given);
        StringBuilder text = new StringBuilder()
                .append(Build.DIGEST)
                .append(verb)
                .append(Recorded.json(given))
                .append(depths.digests)
                .append(run.seeds().seed());
        if (!depths.known) text.append(run.folder().reads().digests()); // imported procedures among them
        return new Asked(Digest.of(text.toString()), depths.known, depths.named);
    }

    /** What JSON does not tell of a value. */
    private static final class Depths {
        private final Models models;
        private final StringBuilder digests = new StringBuilder();
        private final Map<String, Model> named = new HashMap<>();
        private boolean known = true;

        Depths(Models models) {
            this.models = models;
        }

        void add(Value value) {
            switch (value) {
                case Value.ModelRef ref -> {
                    Optional<String> identity = models.identity(ref.model());
                    identity.ifPresent(digests::append);
                    known &= identity.isPresent();
                    named.put(ref.model().name(), ref.model());
                }
                case TensorValue tensor -> digests.append(Digest.of(bytes(tensor.data())));
                case Procedure _ -> known = false;
                case Value.Listing(List<Value> items) -> items.forEach(this::add);
                case Value.Rec(Map<String, Value> fields) -> fields.values().forEach(this::add);
                case Result result -> result.fields().values().forEach(this::add);
                case Table table -> table.columns().forEach(column -> add(table.column(column)));
                case Value.Num _, Value.Str _, Value.Bool _, Value.None _, Value.Range _, Value.Pair _ -> {}
            }
        }

        private static byte[] bytes(float[] data) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(data.length, Float.BYTES));
            bytes.asFloatBuffer().put(data);
            return bytes.array();
        }
    }
}
