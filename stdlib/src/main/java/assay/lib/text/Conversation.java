package assay.lib.text;

import assay.engine.model.KvCache;
import assay.engine.model.Model;
import assay.engine.model.Pass;
import assay.engine.model.Sequence;
import assay.engine.text.ChatTemplate;
import assay.engine.text.Message;
import assay.lib.stats.Rng;
import assay.lib.verb.Failure;
import assay.lib.verb.Lab;
import assay.lib.verb.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A chat of many turns. What a model has read and nothing has changed since it does not read again. */
final class Conversation implements AutoCloseable {
    /** A sign of life that draws nothing: the answer itself is seen as it grows. */
    private static final Progress.Snapshot WRITTEN = new Progress.Snapshot() {};

    private static final String HELD_BACK = "\ufffd"; // a character of which more bytes may come

    private final Decoding decoding;
    private final Lab lab;
    private final List<Message> messages = new ArrayList<>();
    private Optional<String> system = Optional.empty();
    private Model reader; // whose the cache is
    private KvCache cache;
    private int[] read = {}; // what the cache holds

    Conversation(Decoding decoding, Lab lab) {
        this.decoding = decoding;
        this.lab = lab;
    }

    /** What the system message says from now on; none if empty. */
    void system(Optional<String> text) {
        system = text.filter(said -> !said.isBlank());
    }

    /** Forgets what was said. */
    void reset() {
        messages.clear();
    }

    /** What was said, without the system message. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The model's answer, whose pieces are handed on as they are written. */
    String say(Model model, String text, Consumer<String> listener) {
        messages.add(new Message("user", text));
        try {
            String answer = answer(model, prompt(model), listener);
            messages.add(new Message("assistant", answer));
            return answer;
        } catch (RuntimeException stopped) {
            messages.removeLast();
            forget();
            throw stopped;
        }
    }

    private int[] prompt(Model model) {
        ChatTemplate template = model.chatTemplate()
                .orElseThrow(() -> new Failure("the model " + model.name()
                        + " has no chat template; use `generate`, which goes on with a text"));
        List<Message> all = new ArrayList<>();
        system.ifPresent(said -> all.add(new Message("system", said)));
        all.addAll(messages);
        return model.tokenizer().encode(template.render(all, true, Map.of()), false);
    }

    private String answer(Model model, int[] prompt, Consumer<String> listener) {
        float[] expected = read(model, prompt);
        cache.generating();
        Answer answer = new Answer(model, decoding, 0, 0, prompt, cache, Rng.of(lab.seed(), "chat", messages.size()));
        answer.next(expected);
        String handed = hand(answer, "", listener);
        while (!answer.done()) {
            try (Pass pass = model.forward(List.of(new Sequence(cache, new int[] {answer.last()})))) {
                answer.next(pass.logits(0));
            }
            handed = hand(answer, handed, listener);
            lab.progress().live(WRITTEN);
        }
        int[] all = Arrays.copyOf(prompt, prompt.length + answer.size());
        System.arraycopy(answer.tokens(), 0, all, prompt.length, answer.size());
        read = Arrays.copyOf(all, cache.offset());
        return answer.text();
    }

    /** Hands on what is new and certain; gives all that was handed on. */
    private String hand(Answer answer, String handed, Consumer<String> listener) {
        String text = answer.text();
        int end = text.length();
        if (!answer.done()) {
            while (end > handed.length() && text.startsWith(HELD_BACK, end - 1)) end--;
            end -= decoding.stop().stream().mapToInt(String::length).max().orElse(0);
        }
        if (end <= handed.length() || !text.startsWith(handed)) return handed;
        listener.accept(text.substring(handed.length(), end));
        return text.substring(0, end);
    }

    /** Reads a prompt, but what the cache holds of it; gives the logits at its end. */
    private float[] read(Model model, int[] prompt) {
        int known = 0;
        // interventions may tell prompts from answers, which reading on would mix up
        if (reader == model && model.interventions().isEmpty()) {
            int mismatch = Arrays.mismatch(read, prompt);
            known = Math.min(mismatch < 0 ? prompt.length : mismatch, prompt.length - 1);
            cache.trim(cache.offset() - known);
        } else {
            forget();
            reader = model;
            cache = model.cache();
        }
        float[] expected = {};
        for (int from = known, to; from < prompt.length; from = to) {
            to = Math.min(from + Prefill.ROWS, prompt.length);
            try (Pass pass = model.forward(List.of(new Sequence(cache, Arrays.copyOfRange(prompt, from, to))))) {
                if (to == prompt.length) expected = pass.logits(to - from - 1);
            }
            lab.progress().step("reading", to, prompt.length);
        }
        return expected;
    }

    private void forget() {
        if (cache != null) cache.close();
        cache = null;
        reader = null;
        read = new int[0];
    }

    @Override
    public void close() {
        forget();
    }
}
