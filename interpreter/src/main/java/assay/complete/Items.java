package assay.complete;

import assay.check.Binding;
import assay.check.Entries;
import assay.check.Known;
import assay.check.Names;
import assay.check.Vocabulary;
import assay.complete.Item.Kind;
import assay.core.Statements;
import assay.lib.verb.Functions;
import assay.lib.verb.Help;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verb;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            case Slot.Value(Type type) -> value(type);
            case Slot.Operator _ -> words(OPERATORS);
            case Slot.Field(String target) -> fields(entries.known(target, names));
            case Slot.Piece piece -> piece(piece);
            case Slot.Argument argument -> join(List.of(columns(argument), argument(argument.type())));
            case Slot.Called called -> called(called);
            case Slot.Hole _ -> named(ANY);
            case Slot.Import _ ->
                nearby.preludes().stream()
                        .map(name -> new Item(Kind.PRELUDE, name, "a prelude of the standard library", ""))
                        .toList();
        };
    }

    /** Each word once, the first of its meanings. */
    private static List<Item> join(List<List<Item>> lists) {
        Map<String, Item> items = new LinkedHashMap<>();
        lists.forEach(list -> list.forEach(item -> items.putIfAbsent(item.text(), item)));
        return List.copyOf(items.values());
    }

    private static List<Item> words(List<String> words) {
        return words.stream().map(word -> new Item(Kind.WORD, word)).toList();
    }

    private List<Item> value(Type type) {
        return join(List.of(named(type), functions(type), calls(type), literals(type)));
    }

    /** Verbs whose result fits. */
    private List<Item> verbs(Type type) {
        return vocabulary.verbs().all().stream()
                .map(Verb::spec)
                .filter(spec -> type.mayBe(spec.result()))
                .map(spec -> new Item(Kind.VERB, spec.name(), Help.usage(spec), spec.summary()))
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
                .map(spec -> new Item(Kind.FUNCTION, spec.name(), Help.usage(spec), spec.summary()))
                .toList();
    }

    private static List<Item> statements() {
        return Statements.ALL.stream()
                .map(entry -> new Item(Kind.KEYWORD, entry.name(), entry.form(), entry.help()))
                .toList();
    }

    private static List<Item> functions(Type type) {
        return Functions.all().stream()
                .filter(function -> type.mayBe(function.result()))
                .map(function -> new Item(Kind.FUNCTION, function.name(), Help.signature(function), function.help()))
                .toList();
    }

    private static List<Item> literals(Type type) {
        return Stream.of("yes", "no", "none")
                .filter(word -> type.mayBe(word.equals("none") ? new Type.None() : new Type.Flag()))
                .map(word -> new Item(Kind.WORD, word))
                .toList();
    }

    /** The names whose values fit; those that surely do stand first. */
    private List<Item> named(Type type) {
        List<Item> sure = new ArrayList<>();
        List<Item> perhaps = new ArrayList<>();
        for (String name : names.all()) {
            Optional<Binding> binding = names.find(name).filter(b -> fits(b.known(), type));
            binding.ifPresent(b -> (b.known().type() instanceof Type.Any ? perhaps : sure)
                    .add(new Item(kind(b), name, b.words(), "")));
        }
        return join(List.of(sure, perhaps));
    }

    private static Kind kind(Binding binding) {
        if (binding.parameters().isPresent()) return Kind.FUNCTION;
        return binding.known().type() instanceof Type.Model ? Kind.MODEL : Kind.NAME;
    }

    private static boolean fits(Known known, Type type) {
        boolean unspeakable =
                known.type() instanceof Type.None && known.constant().isEmpty();
        return !unspeakable && known.fits(type);
    }

    /** Behind {@code by}, the columns of the tables that the phrase speaks of. */
    private List<Item> columns(Slot.Argument argument) {
        boolean by = Pieces.operand(argument.spec(), argument.name())
                .filter(operand -> operand.connective().equals("by"))
                .isPresent();
        if (!by) return List.of();
        return argument.values().stream()
                .map(value -> entries.known(value, names))
                .filter(Items::isTable)
                .flatMap(table -> fields(table).stream())
                .toList();
    }

    private List<Item> argument(Type type) {
        boolean flag = type.mayBe(new Type.Flag()) && !(type instanceof Type.Any);
        List<String> literals = flag ? List.of("yes", "no") : List.of();
        return join(List.of(words(Vocabulary.words(type)), named(type), words(literals)));
    }

    /** A list of records is one as well. */
    private static boolean isTable(Known known) {
        return known.type() instanceof Type.Table || known.type() instanceof Type.ListOf;
    }

    private List<Item> fields(Known known) {
        if (!known.names().isEmpty()) {
            return known.names().stream()
                    .map(name -> new Item(Kind.FIELD, name, isTable(known) ? "a column" : "", ""))
                    .toList();
        }
        List<Item> fields = vocabulary.fields(known.type()).stream()
                .map(row -> new Item(Kind.FIELD, row.word(), row.takes(), row.help()))
                .toList();
        return join(List.of(fields));
    }

    private List<Item> piece(Slot.Piece piece) {
        List<Item> told =
                piece.told().map(statement -> rest(statement, piece.given())).orElse(List.of());
        return join(List.of(operands(piece), rest(piece.spec(), piece.given()), told));
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

    /** A value of the operand whose turn it is; all others are given by their names. */
    private List<Item> called(Slot.Called called) {
        List<Item> values = called.spec().operands().stream()
                .filter(operand -> operand.connective().isEmpty())
                .skip(called.loose())
                .findFirst()
                .map(operand -> value(operand.type()))
                .orElse(List.of());
        List<Item> operands = connected(called.spec(), called.given())
                .map(operand ->
                        new Item(Kind.SETTING, operand.name(), operand.type().expected(), operand.help()))
                .toList();
        return join(List.of(values, operands, settings(called.spec(), called.given())));
    }

    private static List<Item> rest(VerbSpec spec, Set<String> given) {
        List<Item> connectives = connected(spec, given)
                .map(operand -> new Item(
                        Kind.CONNECTIVE, operand.connective(), operand.type().expected(), operand.help()))
                .toList();
        return join(List.of(connectives, settings(spec, given)));
    }

    /** The operands behind connectives that are not given yet. */
    private static Stream<Operand> connected(VerbSpec spec, Set<String> given) {
        return spec.operands().stream()
                .filter(operand -> !operand.connective().isEmpty() && !given.contains(operand.name()));
    }

    private static List<Item> settings(VerbSpec spec, Set<String> given) {
        return Help.settings(spec.settings()).stream()
                .filter(row -> !given.contains(row.word()))
                .map(row -> new Item(Kind.SETTING, row.word(), row.takes(), row.help()))
                .toList();
    }
}
