package assay.plan;

import assay.check.Bound;
import assay.grammar.ast.Expr;
import assay.lib.concept.ConceptSet;
import assay.lib.text.Prefill;
import assay.lib.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The work of each verb, by its operands and settings; an {@link Unknowable} where only a run can tell. */
final class Rules {
    private static final int TOGETHER = 64; // questions of a benchmark

    private interface Rule {
        Work work(Wanted wanted);
    }

    private static final Rule NOTHING = wanted -> Work.NONE;

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("load", NOTHING),
            Map.entry("adapt", NOTHING),
            Map.entry("fuse", NOTHING),
            Map.entry("ablate", NOTHING),
            Map.entry("tokenize", NOTHING),
            Map.entry("converge", wanted -> game(wanted, 1)),
            Map.entry("battle", Rules::battle),
            Map.entry("fingerprint", Rules::fingerprint),
            Map.entry("ask", wanted -> writing(wanted, "question", wanted.chat())),
            Map.entry("chat", Rules::chat),
            Map.entry("generate", wanted -> writing(wanted, "text", false)),
            Map.entry("logits", wanted -> reading(wanted, wanted.texts("text"), false)),
            Map.entry("score", wanted -> reading(wanted, wanted.texts("text"), false)),
            Map.entry("capture", wanted -> reading(wanted, wanted.texts("text"), false)),
            Map.entry("patch", wanted -> reading(wanted, wanted.texts("source"), wanted.chat())),
            Map.entry("direction", Rules::direction),
            Map.entry("steer", wanted -> wanted.written("direction") ? Work.NONE : direction(wanted)),
            Map.entry("trace", Rules::trace),
            Map.entry("probe", wanted -> reading(wanted, wanted.texts("table"), wanted.chat())),
            Map.entry("similarity", wanted -> reading(wanted, wanted.texts("table"), wanted.chat())
                    .times(2)), // each variant has a control of the same length
            Map.entry("benchmark", Rules::benchmark));

    private Rules() {}

    static boolean knows(String verb) {
        return RULES.containsKey(verb);
    }

    static Work of(Wanted wanted) {
        Rule rule = RULES.get(wanted.bound().spec().name());
        if (rule == null) throw new Unknowable("what `" + wanted.bound().spec().name() + "` does");
        return rule.work(wanted);
    }

    /** Until nothing changes, which nobody knows before: all iterations. */
    private static Work game(Wanted wanted, long players) {
        long length = wanted.value("start").orElse(new Value.None()) instanceof Value.None
                ? wanted.number("length")
                : wanted.tokens(wanted.texts("start"), false);
        long boards = wanted.number("replicates");
        long iterations = wanted.number("iterations");
        long read = Work.product(Work.product(length, boards), iterations);
        long held = players * length * boards;
        return switch (wanted.word("mode")) {
            case "sequential" ->
                new Work(Work.product(iterations, length), read, held)
                        .times(players)
                        .plus(new Work(0, 0, held));
            case "batch" -> new Work(iterations, read, held);
            // one player a turn; nobody replaces anything in the last turns
            case "single" -> new Work(iterations + players, Work.sum(read, players * length * boards), held);
            default -> throw new Unknowable("which mode is played");
        };
    }

    private static Work battle(Wanted wanted) {
        Work game = game(wanted, 2);
        if (!wanted.written("control") || wanted.word("control").equals("none")) return game;
        return game.times(1 + 2 * wanted.count("control"));
    }

    /** Every player alone on the same boards, by the same rules. */
    private static Work fingerprint(Wanted wanted) {
        if (wanted.written("solo")) return Work.NONE;
        Bound game = game(wanted.bound().of("result").orElseThrow(), wanted.scope());
        Wanted played = new Wanted(game, wanted.scope(), wanted.figures(), wanted.concepts(), wanted.model());
        long players = game.spec().name().equals("battle") ? 2 : 1;
        return game(played, 1).times(players);
    }

    private static Bound game(Expr expr, Scope scope) {
        Bound bound =
                switch (expr) {
                    case Expr.Experiment(var phrase) -> scope.program.bound(phrase);
                    case Expr.Call call -> scope.program.bound(call);
                    case Expr.Ref ref -> {
                        Expr let = scope.lets.get(ref.name().text());
                        yield let == null ? null : game(let, scope);
                    }
                    case Expr other -> null;
                };
        if (bound == null
                || !List.of("battle", "converge").contains(bound.spec().name()))
            throw new Unknowable("which game it is");
        return bound;
    }

    private static Work reading(Wanted wanted, List<String> texts, boolean chat) {
        long tokens = wanted.tokens(texts, chat);
        return new Work(passes(tokens), tokens, tokens);
    }

    private static long passes(long tokens) {
        return Math.ceilDiv(tokens, Prefill.ROWS);
    }

    /** Each turn may read everything anew that was said before, and every answer be as long as it may. */
    private static Work chat(Wanted wanted) {
        List<String> lines = wanted.texts("lines");
        long tokens = wanted.number("tokens");
        long said = Work.sum(wanted.tokens(lines, true), Work.product(lines.size(), tokens));
        Work turn = new Work(passes(said) + tokens, Work.sum(said, tokens), said);
        return turn.times(lines.size());
    }

    /** Every answer as long as it may be. */
    private static Work writing(Wanted wanted, String operand, boolean chat) {
        List<String> texts = wanted.texts(operand);
        String system = wanted.word("system");
        long read = wanted.tokens(texts, chat)
                + (system.isEmpty() ? 0 : texts.size() * wanted.reader().tokens(system, chat));
        long answers = Work.product(texts.size(), wanted.number("replicates"));
        long tokens = wanted.number("tokens");
        long written = Work.product(answers, tokens);
        return new Work(passes(read) + tokens, Work.sum(read, written), Work.sum(read, written));
    }

    private static Work direction(Wanted wanted) {
        if (wanted.word("by").equals("effect"))
            throw new Unknowable("how many layers and strengths it tries, which depends on what it finds");
        if (!(wanted.value("concepts").orElse(null) instanceof Value.Pair pair))
            throw new Unknowable("between which concepts");
        List<String> templates = wanted.written("templates")
                ? wanted.texts("templates")
                : wanted.concepts()
                        .about(pair)
                        .map(set -> Wanted.texts(set.fields().get("templates"), "templates"))
                        .orElseThrow(() -> new Unknowable("which templates"));
        List<String> texts = new ArrayList<>();
        for (String template : templates) {
            texts.add(template.replace("{concept}", pair.from()));
            texts.add(template.replace("{concept}", pair.to()));
        }
        return reading(wanted, texts, false);
    }

    /** Every position of every layer once, the prompt anew each time. */
    private static Work trace(Wanted wanted) {
        long tokens = wanted.tokens(wanted.texts("prompt"), wanted.chat());
        long layers = wanted.written("layers")
                ? wanted.count("layers")
                : wanted.reader().layers();
        long together = Math.max(1, Prefill.ROWS / Math.max(1, tokens));
        long patched = Work.product(layers, Work.product(tokens, tokens));
        return new Work(layers * Math.ceilDiv(tokens, together) + 3, Work.sum(patched, 3 * tokens), tokens * together);
    }

    /** Every question to every model, and every answer read once more to see how likely it is. */
    private static Work benchmark(Wanted wanted) {
        Value probes = wanted.value("probes")
                .or(() -> wanted.bound().of("probes").flatMap(Rules::named))
                .orElseThrow(() -> new Unknowable("how many questions there are"));
        List<String> texts = new ArrayList<>();
        Value set = probes instanceof Value.Str(String name)
                ? wanted.concepts().find(name).map(rec -> (Value) rec).orElse(probes)
                : probes;
        if (set instanceof Value.Rec(var fields)) {
            for (String part : List.of("questions", "controls"))
                if (fields.containsKey(part)) texts.addAll(Wanted.texts(fields.get(part), part));
        } else {
            texts.addAll(Wanted.texts(set, "on"));
        }
        long models = 1 + (wanted.written("other") ? others(wanted) : 0) + wanted.number("random");
        long read = wanted.tokens(texts, wanted.chat());
        long tokens = wanted.number("tokens");
        long written = Work.product(texts.size(), tokens);
        long groups = Math.ceilDiv(texts.size(), TOGETHER);
        Work asking = new Work(Work.product(groups, tokens) + passes(read), Work.sum(read, written), 0);
        Work again = new Work(passes(Work.sum(read, written)), Work.sum(read, written), 0);
        long held = Work.sum(read, written) / Math.max(1, groups);
        return asking.plus(again).times(models).plus(new Work(0, 0, held));
    }

    private static Optional<Value> named(Expr probes) {
        boolean prelude = probes instanceof Expr.Ref(var name) && ConceptSet.PRELUDES.contains(name.text());
        return prelude ? Optional.of(Value.of(((Expr.Ref) probes).name().text())) : Optional.empty();
    }

    /** A family has as many models as `steer` was given strengths. */
    private static long others(Wanted wanted) {
        Expr other = wanted.bound().of("other").orElseThrow();
        if (other instanceof Expr.Ref ref)
            other = wanted.scope().lets.getOrDefault(ref.name().text(), other);
        Bound steer = other instanceof Expr.Experiment(var phrase)
                ? wanted.scope().program.bound(phrase)
                : null;
        if (steer == null || !steer.spec().name().equals("steer")) return 1;
        return new Wanted(steer, wanted.scope(), wanted.figures(), wanted.concepts(), wanted.model()).count("alpha");
    }
}
