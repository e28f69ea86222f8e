package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** An answer while it is written. */
final class Answer implements AutoCloseable {
    final int input;
    final int replicate;
    final KvCache cache;
    private final Model model;
    private final Decoding decoding;
    private final UniformRandomProvider random;
    private final List<byte[]> stops;
    private byte[] tail = {}; // the last bytes of the answer, as many as a stop text may need
    private final List<Double> logprobs = new ArrayList<>();
    private final int prompt; // tokens of the input
    private int[] context; // the input and the answer, then room
    private int length; // of what is in the context
    private boolean ended;
    private boolean stopped;

    Answer(
            Model model,
            Decoding decoding,
            int input,
            int replicate,
            int[] prompt,
            KvCache cache,
            UniformRandomProvider random) {
        this.model = model;
        this.decoding = decoding;
        this.input = input;
        this.replicate = replicate;
        this.context = prompt;
        this.prompt = prompt.length;
        this.length = prompt.length;
        this.cache = cache;
        this.random = random;
        this.stops = decoding.stop().stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Takes the next token from what the model expects. */
    void next(float[] logits) {
        Tokenizer tokenizer = model.tokenizer();
        float[] changed = logits.clone();
        if (decoding.penalty() != 1) {
            int from = Math.max(0, length - decoding.context());
            Sampler.penalize(changed, Arrays.copyOfRange(context, from, length), decoding.penalty());
        }
        Distribution distribution = new Distribution(changed);
        // columns beyond the tokenizer are padding
        int id = decoding.sampler().pick(distribution, Math.min(tokenizer.size(), distribution.size()), random);
        if (!decoding.ignoreEos() && tokenizer.eos().contains(id)) {
            ended = true;
            return;
        }
        if (length == context.length) context = Arrays.copyOf(context, 2 * length + 16);
        context[length++] = id;
        logprobs.add(distribution.logprob(id));
        stopped = stops(tokenizer.bytes(id));
    }

    boolean done() {
        return ended || stopped || size() == decoding.tokens();
    }

    String finishReason() {
        return ended || stopped ? "stop" : "length";
    }

    /** Tokens of the answer. */
    int size() {
        return length - prompt;
    }

    /** Tokens written, an end token included. */
    int written() {
        return size() + (ended ? 1 : 0);
    }

    /** The last token, which the model has not yet read. */
    int last() {
        return context[length - 1];
    }

    int[] tokens() {
        return Arrays.copyOfRange(context, prompt, length);
    }

    double[] logprobs() {
        return logprobs.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** What is written, up to a stop text. */
    String text() {
        String text = model.tokenizer().decode(tokens(), false);
        int end = text.length();
        for (String stop : decoding.stop()) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            if (at >= 0) end = Math.min(end, at);
        }
        return text.substring(0, end);
    }

    /** Whether a stop text ends in these bytes, which follow the answer so far. */
    private boolean stops(byte[] piece) {
        int longest = stops.stream().mapToInt(stop -> stop.length).max().orElse(1);
        byte[] end = Arrays.copyOf(tail, tail.length + piece.length);
        System.arraycopy(piece, 0, end, tail.length, piece.length);
        tail = Arrays.copyOfRange(end, Math.max(0, end.length - longest + 1), end.length);
        return stops.stream().anyMatch(stop -> holds(end, stop));
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        for (int start = 0; start + part.length <= bytes.length; start++)
            if (Arrays.equals(bytes, start, start + part.length, part, 0, part.length)) return true;
        return false;
    }

    @Override
    public void close() {
        cache.close();
    }
}
