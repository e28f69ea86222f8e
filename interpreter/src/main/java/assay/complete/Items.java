package assay.complete;

import assay.check.Binding;
import assay.check.Entries;
import assay.check.Known;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.complete.Item.Kind;
import assay.core.Statements;
import assay.lib.verb.Field;
import assay.lib.verb.Functions;
import assay.lib.verb.Help;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Proposes what fits into a place. */
record Items(Vocabulary vocabulary, Entries entries, Nearby nearby, Names names) {
    private static final Type ANY = new Type.Any();
    private static final List<String> OPERATORS = List.of("and", "or", "in", "within", "where", "sort", "group", "for");

    List<Item> of(Slot slot) {
        return switch (slot) {
            case Slot.Nothing _, Slot.Source _ -> List.of();
            case Slot.Words(List<String> words) -> words(words);
            case Slot.Statement _ -> join(List.of(verbs(ANY), statements(), named(ANY), functions(ANY)));
            case Slot.Head(Type type) -> join(List.of(verbs(type), named(type), functions(type), literals(type)));
            case Slot.Value(Type type) -> join(List.of(named(type), functions(type), calls(type), literals(type)));
            case Slot.Operator _ -> words(OPERATORS);
            case Slot.Field(String target) -> fields(entries.known(target, names));
            case Slot.Piece piece -> piece(piece);
            case Slot.Argument argument -> argument(argument.type());
            case Slot.Import _ ->
                nearby.preludes().stream()
                        .map(name -> new Item(Kind.NAME, name, "a prelude of the standard library"))
                        .toList();
        };
    }

    private static List<Item> join(List<List<Item>> lists) {
        return lists.stream().flatMap(List::stream).distinct().toList();
    }

    private static List<Item> words(List<String> words) {
        return words.stream().map(word -> new Item(Kind.WORD, word, "")).toList();
    }

    /** Verbs whose result fits. */
    private List<Item> verbs(Type type) {
        return vocabulary.verbs().all().stream()
                .map(Verb::spec)
                .filter(spec -> type.mayBe(spec.result()))
                .map(spec -> new Item(Kind.VERB, spec.name(), spec.summary()))
                .toList();
    }

    /** Verbs that can be called with what they need in brackets. */
    private List<Item> calls(Type type) {
        return vocabulary.verbs().all().stream()
                .map(Verb::spec)
                .filter(spec -> type.mayBe(spec.result()))
                .filter(spec -> spec.operands().stream()
                        .noneMatch(operand ->
                                operand.required() && !operand.connective().isEmpty()))
                .map(spec -> new Item(Kind.FUNCTION, spec.name(), spec.summary()))
                .toList();
    }

    private static List<Item> statements() {
        return Statements.ALL.stream()
                .map(entry -> new Item(Kind.KEYWORD, entry.name(), entry.help()))
                .toList();
    }

    private static List<Item> functions(Type type) {
        return Functions.all().stream()
                .filter(function -> type.mayBe(function.result()))
                .map(function -> new Item(Kind.FUNCTION, function.name(), function.help()))
                .toList();
    }

    private static List<Item> literals(Type type) {
        return Stream.of("yes", "no", "none")
                .filter(word -> type.mayBe(word.equals("none") ? new Type.None() : new Type.Flag()))
                .map(word -> new Item(Kind.WORD, word, ""))
                .toList();
    }

    /** The names whose values fit; those that surely do stand first. */
    private List<Item> named(Type type) {
        List<Item> sure = new ArrayList<>();
        List<Item> perhaps = new ArrayList<>();
        for (String name : names.all()) {
            Optional<Binding> binding = names.find(name).filter(b -> fits(b.known(), type));
            binding.map(Binding::known).ifPresent(known -> (known.type() instanceof Type.Any ? perhaps : sure)
                    .add(new Item(Kind.NAME, name, known.words())));
        }
        return join(List.of(sure, perhaps));
    }

    private static boolean fits(Known known, Type type) {
        boolean unspeakable =
                known.type() instanceof Type.None && known.constant().isEmpty();
        return !unspeakable && known.fits(type);
    }

    private List<Item> argument(Type type) {
        List<Item> items = new ArrayList<>(words(Vocabulary.words(type)));
        items.addAll(named(type));
        if (type.mayBe(new Type.Flag()) && !(type instanceof Type.Any)) items.addAll(words(List.of("yes", "no")));
        return items.stream().distinct().toList();
    }

    private List<Item> fields(Known known) {
        if (!known.names().isEmpty()) {
            return known.names().stream()
                    .map(name -> new Item(Kind.FIELD, name, known.type() instanceof Type.Table ? "a column" : ""))
                    .toList();
        }
        return vocabulary.verbs().fields(known.type()).stream()
                .map(name -> new Item(Kind.FIELD, name, help(known.type(), name)))
                .toList();
    }

    private String help(Type type, String field) {
        List<String> verbs = type instanceof Type.ResultOf(List<String> of) ? of : List.of();
        return verbs.stream()
                .flatMap(verb -> vocabulary.verb(verb).stream())
                .flatMap(spec -> spec.fields().stream())
                .filter(found -> found.name().equals(field))
                .map(Field::help)
                .findFirst()
                .orElse("");
    }

    private List<Item> piece(Slot.Piece piece) {
        List<Item> items = new ArrayList<>(operands(piece));
        items.addAll(rest(piece.spec(), piece.given()));
        piece.told().ifPresent(statement -> items.addAll(rest(statement, Set.of())));
        return items.stream().distinct().toList();
    }

    /** Values of the operands without a connective that may come next. */
    private List<Item> operands(Slot.Piece piece) {
        List<Item> items = new ArrayList<>();
        List<Operand> left = piece.spec().operands().stream()
                .filter(operand -> operand.connective().isEmpty())
                .skip(piece.loose())
                .toList();
        for (Operand operand : left) {
            items.addAll(argument(operand.type()));
            boolean mayBeLeftOut = operand.type() instanceof Type.Model ? names.using() : !operand.required();
            if (!mayBeLeftOut) break;
        }
        return items;
    }

    private List<Item> rest(VerbSpec spec, Set<String> given) {
        Stream<Item> connectives = spec.operands().stream()
                .filter(operand -> !operand.connective().isEmpty() && !given.contains(operand.name()))
                .map(operand -> new Item(Kind.CONNECTIVE, operand.connective(), operand.help()));
        Stream<Item> settings =
                Help.settings(spec.settings().stream()
                                .filter(setting -> !given.contains(setting.name()))
                                .toList())
                        .stream()
                        .map(row -> new Item(Kind.SETTING, row.word(), row.help()));
        return Stream.concat(connectives, settings).toList();
    }
}
