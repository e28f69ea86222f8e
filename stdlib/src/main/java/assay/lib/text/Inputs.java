package assay.lib.text;

import assay.engine.model.Model;
import assay.engine.text.Tokenizer;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What models are given to read, as token ids.
 *
 * @param written the inputs as the script gave them
 * @param ids of every input, none empty, all of them rows of the model
 * @param many whether the script wrote a list of inputs, so that it reads lists of answers
 */
public record Inputs(List<Value> written, List<int[]> ids, boolean many) {

    /** One text or its token ids. */
    public static final Type ONE = Type.oneOf(new Type.Text(), Type.list(Type.atLeast(0)));

    /** One input or a list of them, read as one batch. */
    public static final Type SOME = Type.oneOf(
            new Type.Text(),
            Type.list(Type.atLeast(0)),
            Type.list(new Type.Text()),
            Type.list(Type.list(Type.atLeast(0))));

    /** @param special whether texts get what the tokenizer puts around them, e.g. a begin token; ids are taken as they are */
    public static Inputs of(Model model, Value value, boolean special) {
        return of(model, value, text -> model.tokenizer().encode(text, special));
    }

    static Inputs of(Model model, Value value, Function<String, int[]> encode) {
        boolean many = value instanceof Value.Listing(List<Value> items)
                && !items.isEmpty()
                && !(items.getFirst() instanceof Value.Num);
        List<Value> inputs = many ? ((Value.Listing) value).items() : List.of(value);
        List<int[]> ids = new ArrayList<>(inputs.size());
        for (Value input : inputs) ids.add(readable(model, input, encode));
        return new Inputs(inputs, ids, many);
    }

    public int size() {
        return ids.size();
    }

    /** The values of a field, one for each input: the value itself where the script wrote a single input. */
    public Value each(List<Value> values) {
        return many ? new Value.Listing(values) : values.getFirst();
    }

    private static int[] readable(Model model, Value input, Function<String, int[]> encode) {
        int[] ids = input instanceof Value.Str(String text)
                ? encode.apply(text)
                : ids(model, ((Value.Listing) input).items());
        if (ids.length == 0)
            throw new Failure("there is nothing for the model " + model.name()
                    + " to read: an input holds no token, and the tokenizer adds none");
        return ids;
    }

    private static int[] ids(Model model, List<Value> values) {
        int size = model.config().vocabSize();
        int[] ids = new int[values.size()];
        for (int i = 0; i < ids.length; i++) {
            double id = ((Value.Num) values.get(i)).value();
            if (id >= size)
                throw new Failure(
                        "the model " + model.name() + " has no token " + (long) id + "; its ids end at " + (size - 1));
            ids[i] = (int) id;
        }
        return ids;
    }

    /** The text of one token as it stands alone; bytes that are no character become U+FFFD. */
    public static String piece(Tokenizer tokenizer, int id) {
        return tokenizer.decode(new int[] {id}, false);
    }

    /** Ids as a key of a map. */
    static List<Integer> boxed(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    /** Numbers as scripts hold them. */
    static Value.Listing numbers(double[] numbers) {
        return new Value.Listing(Arrays.stream(numbers).mapToObj(Value::of).toList());
    }

    /** Token ids as scripts hold them. */
    public static Value.Listing listing(int[] ids) {
        return new Value.Listing(Arrays.stream(ids).mapToObj(Value::of).toList());
    }
}
