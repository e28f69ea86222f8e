package assay.lib.verb;

import assay.lib.inside.Ablate;
import assay.lib.inside.Capture;
import assay.lib.inside.Direction;
import assay.lib.inside.Patching;
import assay.lib.inside.Probe;
import assay.lib.inside.Similarity;
import assay.lib.inside.Steer;
import assay.lib.inside.Trace;
import assay.lib.measure.Benchmark;
import assay.lib.play.Battle;
import assay.lib.play.Converge;
import assay.lib.play.Fingerprint;
import assay.lib.text.Ask;
import assay.lib.text.ChatVerb;
import assay.lib.text.Generate;
import assay.lib.text.Logits;
import assay.lib.text.Score;
import assay.lib.text.Tokenize;
import assay.lib.train.Fuse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of verbs. */
public final class Verbs {
    private final Map<String, Verb> byName;

    /** A table of these verbs; two of the same name are an {@link IllegalArgumentException}. */
    public Verbs(List<Verb> verbs) {
        Map<String, Verb> table = new LinkedHashMap<>();
        for (Verb verb : verbs)
            if (table.putIfAbsent(verb.spec().name(), verb) != null)
                throw new IllegalArgumentException(
                        "two verbs are called `" + verb.spec().name() + "`");
        this.byName = Collections.unmodifiableMap(table);
    }

    /** Every verb of the language, in the order of the manual. */
    public static Verbs standard() {
        return new Verbs(List.of(
                new Converge(),
                new Battle(),
                new Fingerprint(),
                new Ask(),
                new ChatVerb(),
                new Generate(),
                new Logits(),
                new Score(),
                new Tokenize(),
                new Capture(),
                new Direction(),
                new Steer(),
                new Ablate(),
                new Patching(),
                new Trace(),
                new Probe(),
                new Similarity(),
                new Benchmark(),
                new Fuse()));
    }

    public List<Verb> all() {
        return List.copyOf(byName.values());
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public Optional<Verb> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The type of {@code expression.name} when the expression is of {@code type}: {@link Type.Any} where it is not known
     * before running, nothing where there is surely no such field.
     */
    public Optional<Type> field(Type type, String name) {
        return switch (type) {
            case Type.ResultOf(List<String> verbs)
            when !verbs.isEmpty() ->
                either(verbs.stream().map(verb -> declared(verb, name)).toList());
            case Type.OneOf(List<Type> types) ->
                either(types.stream().map(t -> field(t, name)).toList());
            case Type.Rec _, Type.Table _, Type.ResultOf _, Type.Any _ -> Optional.of(new Type.Any());
            case Type.Model _,
                    Type.Whole _,
                    Type.Real _,
                    Type.Text _,
                    Type.Flag _,
                    Type.None _,
                    Type.Range _,
                    Type.Pair _,
                    Type.Choice _,
                    Type.ListOf _,
                    Type.Tensor _,
                    Type.Procedure _ -> Optional.empty();
        };
    }

    /** The names that may stand after the point for a type, where they are known; for completion and messages. */
    public List<String> fields(Type type) {
        return switch (type) {
            case Type.ResultOf(List<String> verbs) ->
                verbs.stream()
                        .flatMap(verb -> find(verb).stream())
                        .flatMap(verb -> verb.spec().fields().stream())
                        .map(Field::name)
                        .distinct()
                        .toList();
            case Type.OneOf(List<Type> types) ->
                types.stream().flatMap(t -> fields(t).stream()).distinct().toList();
            case Type.Whole _,
                    Type.Real _,
                    Type.Text _,
                    Type.Flag _,
                    Type.None _,
                    Type.Range _,
                    Type.Pair _,
                    Type.Choice _,
                    Type.ListOf _,
                    Type.Rec _,
                    Type.Model _,
                    Type.Table _,
                    Type.Tensor _,
                    Type.Procedure _,
                    Type.Any _ -> List.of();
        };
    }

    private Optional<Type> declared(String verb, String name) {
        return find(verb).flatMap(v -> v.spec().fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Field::type)
                .findFirst());
    }

    private static Optional<Type> either(List<Optional<Type>> types) {
        List<Type> known = types.stream().flatMap(Optional::stream).distinct().toList();
        if (known.isEmpty()) return Optional.empty();
        return Optional.of(known.size() == 1 ? known.getFirst() : new Type.OneOf(known));
    }
}
