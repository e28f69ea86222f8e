package assay.check;

import assay.core.Holes;
import assay.core.Kinds;
import assay.core.Operators;
import assay.core.Weight;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.lib.value.Value;
import assay.lib.value.Values;
import assay.lib.verb.Functions;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks expressions: every name and type that can be known before a run. Longer only than one switch and its cases. */
final class Expressions {
    private static final Type ANY = new Type.Any();
    private static final Type TEXT = new Type.Text();
    private static final Type FLAG = new Type.Flag();
    private static final Type NUMBER = Type.number();
    private static final Type WALKED = Type.oneOf(Type.list(ANY), new Type.Range(), new Type.Table());

    private static final int MOST_ADVISED = 100; // of which more are not printed either

    private final Vocabulary vocabulary;
    private final Diagnostics problems;
    private final Insight insight;
    private final Calls calls;
    private final Access access;
    private final Phrases phrases;
    private final Arithmetic arithmetic;

    Expressions(Vocabulary vocabulary, Diagnostics problems, Program program, Lookup lookup) {
        this.vocabulary = vocabulary;
        this.problems = problems;
        this.insight = program.insight();
        this.phrases = new Phrases(vocabulary, problems, program, this, lookup);
        this.calls = new Calls(vocabulary, problems, this, phrases, insight);
        this.access = new Access(vocabulary, problems, this);
        this.arithmetic = new Arithmetic(problems, this);
    }

    Phrases phrases() {
        return phrases;
    }

    /** What is known of an expression; what is wrong with it is reported. */
    Known check(Expr expr, Names names) {
        return insight.is(expr, known(expr, names));
    }

    private Known known(Expr expr, Names names) {
        return switch (expr) {
            case Expr.Number number -> number(number);
            case Expr.Text text -> text(text, names);
            case Expr.Bool bool -> Known.of(Value.of(bool.value()));
            case Expr.None none -> Known.of(new Value.None());
            case Expr.Missing missing -> Known.NOTHING;
            case Expr.Range range -> range(range, names);
            case Expr.ListOf list -> list(list, names);
            case Expr.RecordOf rec -> rec(rec, names);
            case Expr.Ref ref -> ref(ref, names);
            case Expr.Field field -> access.field(field, names);
            case Expr.Index index -> access.index(index, names);
            case Expr.Call call -> calls.check(call, names);
            case Expr.Pair pair -> pair(pair, names);
            case Expr.Unary unary -> arithmetic.unary(unary, names);
            case Expr.Binary binary -> arithmetic.binary(binary, names);
            case Expr.About about -> arithmetic.about(about, names);
            case Expr.Each each -> each(each, names);
            case Expr.Where where -> where(where, names);
            case Expr.SortBy sort -> access.column(sort.table(), sort.column(), "`sort by`", names);
            case Expr.GroupBy group -> {
                access.column(group.table(), group.column(), "`group by`", names);
                yield Known.of(new Type.Table(), List.of(group.column().text(), "count", "rows"));
            }
            case Expr.Experiment experiment -> phrases.check(experiment.phrase(), names);
        };
    }

    /** As {@link #check}, and reports a value that cannot be what the place accepts. */
    Known check(Expr expr, Names names, Type expected, String place) {
        Known known = check(expr, names);
        require(expected, known, expr.span(), place);
        return known;
    }

    void require(Type expected, Known known, Span span, String place) {
        if (known.fits(expected)) return;
        List<String> words = Vocabulary.words(expected);
        String label = known.constant().orElse(null) instanceof Value.Str(String word) && !words.isEmpty()
                ? vocabulary.didYouMean(word, words)
                : "this is " + known.words();
        problems.error(span, place + " must be " + expected.expected(), label);
    }

    /** What a loop over a value gives each time. */
    Known item(Expr items, Names names) {
        Known known = check(items, names, WALKED, "what `for` goes over");
        return switch (known.type()) {
            case Type.ListOf(Type item) -> Known.of(item, known.names());
            case Type.Range range -> Known.of(Type.whole());
            case Type.Table table -> Known.of(new Type.Rec(), known.names());
            default -> Known.NOTHING;
        };
    }

    /** Reports a name that is bound already where it may not be bound again. */
    boolean clash(Name name, Names names) {
        Optional<Binding> earlier = names.clash(name.text());
        earlier.ifPresent(binding -> {
            int line = binding.source().line(binding.name().span().start());
            String where = binding.source() == problems.source()
                    ? ""
                    : " of " + binding.source().name();
            problems.error(
                    name.span(),
                    "`" + name.text() + "` is bound already",
                    "first on line " + line + where + "; a name is bound once in its scope");
        });
        return earlier.isPresent();
    }

    private Known number(Expr.Number number) {
        Value value = Value.of(number.value());
        boolean digits = number.text().chars().allMatch(Character::isDigit);
        Type type = digits ? Kinds.type(value) : new Type.Real(number.value(), number.value());
        return new Known(type, List.of(), Optional.of(value));
    }

    private Known text(Expr.Text text, Names names) {
        StringBuilder constant = new StringBuilder();
        boolean known = true;
        for (Expr.Piece piece : text.pieces()) {
            switch (piece) {
                case Expr.Piece.Literal(String literal) -> constant.append(literal);
                case Expr.Piece.Hole(Name name) -> {
                    Optional<Value> value = hole(name, names).constant();
                    known &= value.isPresent() && !Weight.tooLong(constant.length());
                    if (known) constant.append(Values.text(value.get()));
                }
            }
        }
        return known ? Known.of(Value.of(constant.toString())) : Known.of(TEXT);
    }

    private Known hole(Name name, Names names) {
        Optional<Binding> binding = read(name, names);
        if (binding.isPresent()) return binding.get().known();
        if (Holes.left(name.text())) return Known.of(Value.of(Holes.written(name.text())));
        if (!names.open()) {
            problems.error(
                    name.span(),
                    "nothing fills the hole `{" + name.text() + "}`",
                    vocabulary
                            .suggestion(name.text(), near(names))
                            .map(s -> "did you mean `{" + s + "}`?")
                            .orElse("bind it, or write `for " + name.text() + " in [...]` after the text"));
        }
        return Known.NOTHING;
    }

    private Known range(Expr.Range range, Names names) {
        Known from = check(range.from(), names, Type.whole(), "the start of a range");
        Known to = check(range.to(), names, Type.whole(), "the end of a range");
        if (from.constant().orElse(null) instanceof Value.Num(double a)
                && to.constant().orElse(null) instanceof Value.Num(double b)
                && Operators.isIndex(a)
                && Operators.isIndex(b)) {
            if (a <= b) return Known.of(new Value.Range((int) a, (int) b));
            problems.error(
                    range.span(), "a range goes up", "write `" + Values.text(new Value.Range((int) b, (int) a)) + "`");
        }
        return Known.of(new Type.Range());
    }

    private Known list(Expr.ListOf list, Names names) {
        if (list.items().size() == 1 && list.items().getFirst() instanceof Expr.Each each) return each(each, names);
        List<Known> items =
                list.items().stream().map(item -> check(item, names)).toList();
        Type item = items.stream().map(Known::type).reduce(Expressions::join).orElse(ANY);
        Set<List<String>> fields = items.stream().map(Known::names).collect(Collectors.toSet());
        List<Value> constants =
                items.stream().flatMap(known -> known.constant().stream()).toList();
        return new Known(
                Type.list(item),
                fields.size() == 1 ? fields.iterator().next() : List.of(),
                constants.size() == items.size() ? Optional.of(new Value.Listing(constants)) : Optional.empty());
    }

    private static Type join(Type a, Type b) {
        if (a instanceof Type.Whole(long min, long max) && b instanceof Type.Whole(long low, long high)) {
            return new Type.Whole(Math.min(min, low), Math.max(max, high));
        }
        if (numeric(a) && numeric(b)) return NUMBER;
        return a.equals(b) ? a : ANY;
    }

    static boolean numeric(Type type) {
        return type instanceof Type.Whole || type instanceof Type.Real;
    }

    private Known rec(Expr.RecordOf rec, Names names) {
        Map<String, Known> fields = new LinkedHashMap<>();
        Map<String, Value> constants = new LinkedHashMap<>();
        for (Expr.Entry entry : rec.entries()) {
            String name = entry.name().text();
            Known known = check(entry.value(), names);
            known.constant().ifPresent(value -> constants.put(name, value));
            if (fields.put(name, known) != null) {
                problems.error(
                        entry.name().span(), "the record has two fields `" + name + "`", "leave one of them out");
            }
        }
        return new Known(
                new Type.Rec(),
                List.copyOf(fields.keySet()),
                constants.size() == fields.size() ? Optional.of(new Value.Rec(constants)) : Optional.empty());
    }

    private Known ref(Expr.Ref ref, Names names) {
        Optional<Binding> binding = read(ref.name(), names);
        if (binding.isPresent()) return binding.get().known();
        if (names.open()) return Known.NOTHING;
        String word = ref.name().text();
        Optional<VerbSpec> verb = vocabulary.verb(word);
        if (verb.isPresent()) return phrases.check(ref, verb.get(), names);
        problems.error(ref.span(), "`" + word + "` is not defined", advice(word, names));
        return Known.NOTHING;
    }

    private Optional<Binding> read(Name name, Names names) {
        Optional<Binding> binding = names.find(name.text());
        binding.ifPresent(found -> insight.occurs(name, found));
        return binding;
    }

    private String advice(String word, Names names) {
        if (Functions.find(word).isPresent()) return "a function is called: `" + word + "(...)`";
        return names.later(word)
                .map(name -> "it is bound below, on line "
                        + problems.source().line(name.span().start()))
                .orElseGet(() -> vocabulary.didYouMean(word, near(names)));
    }

    /** The names that may have been meant; after many mistakes none, since comparing all with all takes too long. */
    private Collection<String> near(Names names) {
        return problems.count() < MOST_ADVISED ? names.all() : List.of();
    }

    /** The ends of a pair are concepts: words as they stand, unless a variable has that name. */
    private Known pair(Expr.Pair pair, Names names) {
        for (Expr end : List.of(pair.from(), pair.to())) {
            boolean word = end instanceof Expr.Ref(Name name) && !names.has(name.text());
            if (!word) check(end, names, TEXT, "each end of a pair");
        }
        return Known.of(new Type.Pair());
    }

    private Known each(Expr.Each each, Names names) {
        Known item = item(each.items(), names);
        clash(each.name(), names);
        boolean row = item.type() instanceof Type.Rec || item.type() instanceof Type.Any;
        Names inner = row ? names.row(item.names(), problems.source()) : names.block();
        Binding binding = Binding.of(each.name(), problems.source(), item);
        insight.occurs(each.name(), binding);
        insight.scope(each.span(), inner);
        inner.bind(binding);
        Known body = check(each.body(), inner);
        return Known.of(Type.list(body.type()), body.names());
    }

    private Known where(Expr.Where where, Names names) {
        Type filtered = Type.oneOf(new Type.Table(), Type.list(ANY));
        Known table = check(where.table(), names, filtered, "what `where` filters");
        Names row = names.row(table.names(), problems.source());
        insight.scope(where.condition().span(), row);
        check(where.condition(), row, FLAG, "the condition of `where`");
        return Known.of(new Type.Table(), table.names());
    }
}
