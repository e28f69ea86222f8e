package assay.check;

import assay.grammar.Span;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the place of each atom of a phrase: operands in order, operands behind their connective, settings by name.
 *
 * <p>A word that is the name of a setting begins that setting, unless an operand is still required there and a variable
 * has that name. Types are not its business, but for one question: whether a leading value can be the model operand, or
 * the model was left out.
 */
final class Binder {
    private final VerbSpec spec;
    private final Names names;
    private final Diagnostics problems;
    private final Vocabulary vocabulary;
    private final Function<Expr, Type> glance;
    private final Map<String, Expr> given = new LinkedHashMap<>();
    private final List<Expr> loose = new ArrayList<>();
    private boolean sound = true;
    private boolean connected = true;

    /** @param glance the type of an expression as far as a glance tells */
    Binder(VerbSpec spec, Names names, Diagnostics problems, Vocabulary vocabulary, Function<Expr, Type> glance) {
        this.spec = spec;
        this.names = names;
        this.problems = problems;
        this.vocabulary = vocabulary;
        this.glance = glance;
    }

    /** Binds the atoms of a phrase; what does not fit is reported and left out. */
    Bound phrase(Span verb, List<Atom> atoms, Span span) {
        int i = 0;
        while (i < atoms.size()) {
            i = switch (atoms.get(i)) {
                case Atom.Connective connective -> connective(connective, atoms, i);
                case Atom.Value(Expr.Ref(Name name)) -> word(name, atoms, i);
                case Atom.Value(Expr expr) -> operand(expr, i);
            };
        }
        return finish(verb, span);
    }

    /** Binds the arguments of a call: operands in order, then settings and other operands by name. */
    Bound call(Expr.Call call) {
        for (Expr.Argument argument : call.arguments()) {
            if (argument.name().isEmpty()) {
                operand(argument.value(), 0);
                continue;
            }
            Name name = argument.name().get();
            if (setting(name.text()).isPresent() || operandNamed(name.text()).isPresent()) {
                put(name.text(), name.span(), argument.value());
            } else {
                unknownSetting(name);
            }
        }
        return finish(call.function().span(), call.span());
    }

    private int connective(Atom.Connective connective, List<Atom> atoms, int i) {
        Optional<String> name = setting(connective.word()).map(Setting::name).or(() -> spec.operands().stream()
                .filter(o -> o.connective().equals(connective.word()))
                .map(Operand::name)
                .findFirst());
        Optional<Expr> value = value(atoms, i + 1, name.flatMap(this::type));
        if (name.isEmpty()) {
            connected = false;
            error(connective.span(), "`" + spec.name() + "` takes no `" + connective.word() + "`", connectives());
        } else if (value.isEmpty()) {
            connected = false;
            missingValue(connective.word(), connective.span(), type(name.get()).orElseThrow());
        } else {
            put(name.get(), connective.span(), value.get());
        }
        return value.isPresent() ? i + 2 : i + 1;
    }

    private int word(Name name, List<Atom> atoms, int i) {
        if (setting(name.text()).isPresent() && !(operandRequired() && names.has(name.text()))) {
            Type type = setting(name.text()).get().type();
            Optional<Expr> value = value(atoms, i + 1, Optional.of(type));
            if (value.isEmpty()) {
                missingValue(name.text(), name.span(), type);
                return i + 1;
            }
            put(name.text(), name.span(), value.get());
            return i + 2;
        }
        boolean room = loose.size()
                < spec.operands().stream().filter(o -> o.connective().isEmpty()).count();
        if (names.has(name.text()) || room && suggestion(name.text()).isEmpty()) return operand(new Expr.Ref(name), i);
        unknownSetting(name);
        return value(atoms, i + 1, Optional.empty()).isPresent() ? i + 2 : i + 1;
    }

    private int operand(Expr expr, int i) {
        loose.add(expr);
        return i + 1;
    }

    /** The value at a place, unless the next setting or connective begins there. */
    private Optional<Expr> value(List<Atom> atoms, int i, Optional<Type> expected) {
        if (i >= atoms.size() || !(atoms.get(i) instanceof Atom.Value(Expr expr))) return Optional.empty();
        boolean setting = expr instanceof Expr.Ref(Name name)
                && setting(name.text()).isPresent()
                && !names.has(name.text())
                && expected.filter(type -> Vocabulary.words(type).contains(name.text()))
                        .isEmpty();
        return setting ? Optional.empty() : Optional.of(expr);
    }

    private void put(String name, Span span, Expr expr) {
        if (given.containsKey(name)) {
            error(span, "`" + name + "` is given twice", "leave one of them out");
            return;
        }
        given.put(name, given(name, expr, type(name).orElseThrow()));
    }

    /** What was written, with the words of choices and columns as text. */
    private Expr given(String place, Expr expr, Type type) {
        List<String> words = Vocabulary.words(type);
        return switch (expr) {
            case Expr.Ref(Name name)
            when words.contains(name.text()) && !isVariable(name.text(), type)
                    || isColumn(place) && !mayBeText(name.text()) -> text(name);
            case Expr.None(Span span) when words.contains("none") -> text(new Name("none", span));
            case Expr.ListOf(List<Expr> items, Span span)
            when !words.isEmpty() ->
                new Expr.ListOf(
                        items.stream().map(item -> given(place, item, type)).toList(), span);
            case Expr other -> other;
        };
    }

    private static Expr text(Name word) {
        return new Expr.Text(List.of(new Expr.Piece.Literal(word.text())), word.span());
    }

    /** What stands after {@code by} is the name of a column, as in {@code by condition}. */
    private boolean isColumn(String operand) {
        return spec.operands().stream()
                .anyMatch(
                        o -> o.name().equals(operand) && o.connective().equals("by") && o.type() instanceof Type.Text);
    }

    /** A variable of that name that fits what the place takes besides words, e.g. a script's own {@code colors}. */
    private boolean isVariable(String name, Type type) {
        if (!(type instanceof Type.OneOf(List<Type> types))) return false;
        return names.find(name).stream().anyMatch(binding -> types.stream()
                .filter(other -> Vocabulary.words(other).isEmpty() && !(other instanceof Type.None))
                .anyMatch(binding.known()::fits));
    }

    private boolean mayBeText(String name) {
        return names.find(name).filter(b -> b.known().fits(new Type.Text())).isPresent();
    }

    private boolean operandRequired() {
        long needed = spec.operands().stream()
                .filter(o -> o.connective().isEmpty())
                .filter(o -> o.type() instanceof Type.Model ? !names.using() : o.required())
                .count();
        return loose.size() < needed;
    }

    private Bound finish(Span verb, Span span) {
        List<String> implied = new ArrayList<>();
        int next = 0;
        for (Operand operand : spec.operands()) {
            if (given.containsKey(operand.name())) continue;
            boolean model = operand.type() instanceof Type.Model;
            if (!operand.connective().isEmpty()) {
                if (operand.required() && connected) missingOperand(verb, operand);
            } else if (next < loose.size() && !(model && leftOut(operand, next))) {
                Expr expr = loose.get(next++);
                given.put(operand.name(), given(operand.name(), expr, operand.type()));
            } else if (model && names.using()) {
                implied.add(operand.name());
            } else if (model || operand.required()) {
                missingOperand(verb, operand);
            }
        }
        if (next < loose.size() && sound) surplus(loose.get(next));
        return new Bound(spec, given, implied, span);
    }

    /** Whether the model operand was left out, so that the next loose value is the operand after it. */
    private boolean leftOut(Operand model, int next) {
        boolean alone = spec.operands().stream()
                .noneMatch(o -> o != model && o.connective().isEmpty());
        if (alone) return false;
        Type type = glance.apply(loose.get(next));
        if (type instanceof Type.Model) return false;
        if (!model.type().mayBe(type)) return true;
        long required = spec.operands().stream()
                .filter(o -> o.connective().isEmpty() && o != model && o.required())
                .count();
        return names.using() && loose.size() - next <= required;
    }

    private void surplus(Expr expr) {
        boolean word = expr instanceof Expr.Ref;
        error(
                expr.span(),
                "`" + spec.name() + "` has no place for this " + (word ? "name" : "value"),
                spec.settings().isEmpty() ? "" : "name the setting that it is for",
                takes());
    }

    private void missingOperand(Span verb, Operand operand) {
        String place = operand.connective().isEmpty() ? "" : " after `" + operand.connective() + "`";
        String label =
                operand.type() instanceof Type.Model && operand.connective().isEmpty()
                        ? "name one, or write `use NAME` before"
                        : operand.help();
        error(verb, "`" + spec.name() + "` needs " + operand.type().expected() + place, label);
    }

    private void missingValue(String name, Span span, Type type) {
        error(span, "`" + name + "` has no value", "add " + type.expected());
    }

    private void unknownSetting(Name name) {
        error(
                name.span(),
                "`" + spec.name() + "` has no setting `" + name.text() + "`",
                suggestion(name.text()).map(s -> "did you mean `" + s + "`?").orElse(""),
                takes());
    }

    private void error(Span span, String title, String label, String... notes) {
        sound = false;
        problems.error(span, title, label, notes);
    }

    private String takes() {
        String names = String.join(", ", Vocabulary.settings(spec));
        return names.isEmpty() ? spec.name() + " takes no settings" : spec.name() + " takes: " + names;
    }

    private String connectives() {
        List<String> words = spec.operands().stream()
                .map(Operand::connective)
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? "it has no connectives" : "its connective is `" + String.join("`, `", words) + "`";
    }

    private Optional<String> suggestion(String word) {
        return vocabulary.suggestion(word, Vocabulary.settings(spec));
    }

    private Optional<Setting> setting(String name) {
        return spec.settings().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private Optional<Operand> operandNamed(String name) {
        return spec.operands().stream().filter(o -> o.name().equals(name)).findFirst();
    }

    private Optional<Type> type(String name) {
        return setting(name).map(Setting::type).or(() -> operandNamed(name).map(Operand::type));
    }
}
