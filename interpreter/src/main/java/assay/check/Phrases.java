package assay.check;

import assay.core.Statements;
import assay.files.Adapt;
import assay.files.Load;
import assay.grammar.Span;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.lib.verb.Functions;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks phrases: binds them, and holds what was written against the types of the verb's table. */
final class Phrases {
    private final Vocabulary vocabulary;
    private final Diagnostics problems;
    private final Program program;
    private final Expressions expressions;
    private final Lookup lookup;

    Phrases(Vocabulary vocabulary, Diagnostics problems, Program program, Expressions expressions, Lookup lookup) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.program = program;
        this.expressions = expressions;
        this.lookup = lookup;
    }

    /** A phrase as part of an expression, where it has no block. */
    Known check(Phrase phrase, Names names) {
        phrase.block()
                .ifPresent(block -> problems.error(
                        new Span(block.span().start(), block.span().start() + 1),
                        "a phrase with a block stands alone",
                        "it has no value; give the model a name first, and write `use NAME` in a block"));
        return sentence(phrase, names);
    }

    /** A phrase, whether or not it has a block. */
    Known sentence(Phrase phrase, Names names) {
        Optional<VerbSpec> spec = vocabulary.verb(phrase.verb().text());
        if (spec.isEmpty()) {
            unknown(phrase.verb(), names);
            return Known.NOTHING;
        }
        return bind(
                phrase,
                spec.get(),
                binder(spec.get(), names).phrase(phrase.verb().span(), phrase.atoms(), phrase.span()),
                names);
    }

    /** A verb without any operand, as in {@code let x = converge} when a model is in use. */
    Known check(Expr.Ref verb, VerbSpec spec, Names names) {
        return bind(verb, spec, binder(spec, names).phrase(verb.span(), List.of(), verb.span()), names);
    }

    /** A verb that is called, as in {@code fingerprint(war)}. */
    Known check(Expr.Call call, VerbSpec spec, Names names) {
        return bind(call, spec, binder(spec, names).call(call), names);
    }

    /** The settings of a statement, which has no operands of its own but those behind connectives. */
    Bound settings(VerbSpec spec, List<Atom> atoms, Span at, Names names) {
        Bound bound = binder(spec, names).phrase(at, atoms, at);
        arguments(bound, names);
        return bound;
    }

    /** The settings of {@code save}, whose path must suit what is saved. */
    Bound save(Known value, List<Atom> atoms, Span at, Names names) {
        Bound bound = binder(Statements.SAVE, names).phrase(at, atoms, at);
        Known target = arguments(bound, names).get("to");
        if (target != null) lookup.target(value, target, bound.of("to").get().span(), problems);
        return bound;
    }

    private Known bind(Object key, VerbSpec spec, Bound bound, Names names) {
        program.phrases().put(key, bound);
        Map<String, Known> arguments = arguments(bound, names);
        if (spec.name().equals(Adapt.SPEC.name()) && arguments.containsKey(Adapt.PATH))
            lookup.adapter(arguments.get(Adapt.PATH), bound.of(Adapt.PATH).get().span(), problems);
        boolean load = spec.name().equals(Load.SPEC.name()) && arguments.containsKey(Load.PATH);
        return load
                ? lookup.data(
                        arguments.get(Load.PATH), bound.of(Load.PATH).get().span(), problems)
                : Known.of(spec.result());
    }

    private Binder binder(VerbSpec spec, Names names) {
        return new Binder(spec, names, problems, vocabulary, expr -> glance(expr, names));
    }

    private Map<String, Known> arguments(Bound bound, Names names) {
        Map<String, Known> arguments = new HashMap<>();
        for (Operand operand : bound.spec().operands()) {
            String place = operand.connective().isEmpty()
                    ? "the `" + operand.name() + "` of `" + bound.spec().name() + "`"
                    : "what stands after `" + operand.connective() + "`";
            bound.of(operand.name())
                    .ifPresent(given -> arguments.put(operand.name(), argument(given, operand.type(), place, names)));
        }
        for (Setting setting : bound.spec().settings()) {
            bound.of(setting.name())
                    .ifPresent(given -> arguments.put(
                            setting.name(), argument(given, setting.type(), "`" + setting.name() + "`", names)));
        }
        return arguments;
    }

    private Known argument(Expr expr, Type type, String place, Names names) {
        Optional<Name> misspelt = misspelt(expr, Vocabulary.words(type), names);
        if (misspelt.isPresent()) {
            Name name = misspelt.get();
            String label = vocabulary.didYouMean(name.text(), Vocabulary.words(type));
            problems.error(name.span(), place + " must be " + type.expected(), label);
            return Known.NOTHING;
        }
        Known known = expressions.check(expr, names);
        if (type.takesTable() && known.type() instanceof Type.Text && !known.fits(type))
            return lookup.data(known, expr.span(), problems);
        expressions.require(type, known, expr.span(), place);
        return known;
    }

    /** A word where a choice is expected that is none of its words, alone or in a list. */
    private static Optional<Name> misspelt(Expr expr, List<String> words, Names names) {
        if (words.isEmpty()) return Optional.empty();
        return switch (expr) {
            case Expr.Ref(Name name) when !names.has(name.text()) -> Optional.of(name);
            case Expr.ListOf list ->
                list.items().stream()
                        .flatMap(item -> misspelt(item, words, names).stream())
                        .findFirst();
            case Expr other -> Optional.empty();
        };
    }

    private void unknown(Name verb, Names names) {
        String word = verb.text();
        Optional<Binding> binding = names.find(word);
        if (binding.isPresent()) {
            boolean procedure = binding.get().parameters().isPresent();
            problems.error(
                    verb.span(),
                    "`" + word + "` is " + (procedure ? "a procedure" : "a value") + ", not a verb",
                    procedure ? "call it: `" + word + "(...)`" : "");
        } else if (Functions.find(word).isPresent()) {
            problems.error(verb.span(), "`" + word + "` is a function, not a verb", "call it: `" + word + "(...)`");
        } else {
            List<String> verbs = vocabulary.verbs().names();
            problems.error(
                    verb.span(),
                    "there is no verb `" + word + "`",
                    vocabulary.didYouMean(word, verbs),
                    "verbs: " + String.join(", ", verbs));
        }
    }

    /** The type of an expression as far as a glance tells: enough to see whether it can be a model. */
    private Type glance(Expr expr, Names names) {
        return switch (expr) {
            case Expr.Ref(Name name) ->
                names.find(name.text()).map(b -> b.known().type()).orElse(new Type.Any());
            case Expr.Experiment(Phrase phrase) -> result(phrase.verb().text());
            case Expr.Call call when names.has(call.function().text()) -> new Type.Any();
            case Expr.Call call -> result(call.function().text());
            case Expr.Field field -> new Type.Any();
            case Expr.Index index -> new Type.Any();
            case Expr.Missing missing -> new Type.Any();
            case Expr other -> new Type.None();
        };
    }

    private Type result(String callable) {
        return vocabulary
                .verb(callable)
                .map(VerbSpec::result)
                .or(() -> Functions.find(callable).map(f -> f.result()))
                .orElse(new Type.Any());
    }
}
