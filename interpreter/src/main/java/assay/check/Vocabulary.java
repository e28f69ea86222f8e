package assay.check;

import assay.grammar.Suggest;
import assay.lib.verb.Help;
import assay.lib.verb.Setting;
import assay.lib.verb.Synonyms;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import assay.lib.verb.Verbs;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The words that scripts may use, and what a misspelt one may have meant. */
public record Vocabulary(Verbs verbs) {

    public Optional<VerbSpec> verb(String name) {
        return verbs.find(name).map(Verb::spec);
    }

    /** The legal word that was meant: another tool's word for it, or the nearest one. */
    public Optional<String> suggestion(String word, Collection<String> legal) {
        return Synonyms.suggest(word, List.copyOf(legal)).or(() -> new Suggest().among(legal, word));
    }

    /** {@code did you mean `length`?}, or nothing. */
    public String didYouMean(String word, Collection<String> legal) {
        return suggestion(word, legal).map(s -> "did you mean `" + s + "`?").orElse("");
    }

    /** The settings that a row of the table has. */
    public static List<String> settings(VerbSpec spec) {
        return spec.settings().stream().map(Setting::name).toList();
    }

    /** The fields of a result, as its verbs' rows describe them. */
    public List<Help.Row> fields(Type type) {
        return switch (type) {
            case Type.ResultOf(List<String> names) ->
                names.stream()
                        .flatMap(name -> verb(name).stream())
                        .flatMap(spec -> Help.fields(spec).stream())
                        .toList();
            case Type.OneOf(List<Type> types) ->
                types.stream().flatMap(t -> fields(t).stream()).toList();
            case Type other -> List.of();
        };
    }

    /** The words that a choice offers; none where the type has no choice. */
    public static List<String> words(Type type) {
        return switch (type) {
            case Type.Choice(List<String> words) -> words;
            case Type.OneOf(List<Type> types) ->
                types.stream().flatMap(t -> words(t).stream()).distinct().toList();
            case Type.ListOf(Type item) -> words(item);
            default -> List.of();
        };
    }
}
