package assay.check;

import assay.core.Statements;
import assay.files.Format;
import assay.grammar.Problems;
import assay.grammar.Span;
import assay.grammar.ast.Block;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.Verbs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks a script without running it: names, types, phrases, files. Everything wrong is collected, nothing is thrown.
 *
 * <p>Longer than one switch and its cases, because every statement has one short case here.
 */
final class Checker {
    private static final Type FLAG = new Type.Flag();
    private static final Type TEXT = new Type.Text();
    private static final Type ANY = new Type.Any();
    /** Whole numbers up to here are exact in a script's numbers. */
    private static final Type SEED = new Type.Whole(0, 1L << 53);

    private final Program program;
    private final Vocabulary vocabulary;
    private final Overrides overrides;
    private final Imports imports;
    private final Lookup lookup;
    private final Diagnostics problems;
    private final Expressions expressions;
    private final Hypotheses hypotheses;

    Checker(Program program, Vocabulary vocabulary, Overrides overrides, Imports imports, Problems problems) {
        this.program = program;
        this.vocabulary = vocabulary;
        this.overrides = overrides;
        this.imports = imports;
        this.lookup = new Lookup(imports.folder());
        this.problems = new Diagnostics(problems, program.script().source());
        this.expressions = new Expressions(vocabulary, this.problems, program, lookup);
        this.hypotheses = new Hypotheses(program, this.problems, expressions);
    }

    /** Checks the script's statements, and gives the names that it binds. */
    Names check(Names names) {
        program.insight().scope(new Span(0, problems.source().text().length()), names);
        statements(names);
        hypotheses.claims(names);
        return names;
    }

    /** Checks everything but the claims of hypotheses, which speak of names that may be bound later. */
    void statements(Names names) {
        statements(program.script().statements(), new Place(names, true, false));
    }

    Hypotheses hypotheses() {
        return hypotheses;
    }

    /** What is known of an expression. */
    Known known(Expr expr, Names names) {
        return expressions.check(expr, names);
    }

    /** Where a statement stands: what it sees, and whether the script itself or a procedure is around it. */
    private record Place(Names names, boolean top, boolean procedure) {
        Place inner(Names names) {
            return new Place(names, false, procedure);
        }
    }

    private void statements(List<Stmt> statements, Place place) {
        for (Stmt stmt : statements) if (stmt instanceof Stmt.Define define) declare(define, place);
        for (Stmt stmt : statements)
            bound(stmt).ifPresent(name -> {
                place.names().expect(name);
                program.insight().binds(stmt, name);
            });
        for (Stmt stmt : statements) check(stmt, place);
    }

    /** The name that a statement binds for those after it. */
    private static Optional<Name> bound(Stmt stmt) {
        return switch (stmt) {
            case Stmt.Param param -> Optional.of(param.name());
            case Stmt.ModelDecl model -> Optional.of(model.name());
            case Stmt.Let let -> Optional.of(let.name());
            case Stmt other -> Optional.empty();
        };
    }

    private void block(Block block, Place place, Names names) {
        program.insight().scope(block.span(), names);
        statements(block.statements(), place.inner(names));
    }

    private void check(Stmt stmt, Place place) {
        Names names = place.names();
        switch (stmt) {
            case Stmt.Seed seed -> {
                atTop(place, "seed", seed.span());
                expressions.check(seed.value(), names, SEED, "the seed");
            }
            case Stmt.EngineChoice choice -> {
                atTop(place, "engine", choice.span());
                engine(choice.engine());
            }
            case Stmt.Param param -> param(param, place);
            case Stmt.ModelDecl model -> model(model, place);
            case Stmt.Use use -> {
                expressions.check(use.model(), names, new Type.Model(), "what `use` names");
                names.use();
            }
            case Stmt.Let let -> let(let, names);
            case Stmt.Print print -> print.values().forEach(value -> expressions.check(value, names));
            case Stmt.Show show -> told(show, new Telling(Statements.SHOW, show.value(), show.settings()), names);
            case Stmt.Plot plot -> told(plot, new Telling(Statements.PLOT, plot.value(), plot.settings()), names);
            case Stmt.Save save -> told(save, new Telling(Statements.SAVE, save.value(), save.settings()), names);
            case Stmt.Expect expect -> {
                expressions.check(expect.condition(), names, FLAG, "what `expect` states");
                expect.reason().ifPresent(reason -> expressions.check(reason, names, TEXT, "the reason"));
            }
            case Stmt.Hypothesis hypothesis -> {
                atTop(place, "hypothesis", hypothesis.span());
                hypotheses.check(hypothesis, names);
                bind(hypothesis.name(), Known.of(new Type.None()), false, names);
            }
            case Stmt.For loop -> {
                Known item = expressions.item(loop.items(), names);
                Names inner = names.block();
                bind(loop.name(), item, false, names, inner);
                block(loop.body(), place, inner);
            }
            case Stmt.Repeat repeat -> {
                expressions.check(repeat.times(), names, Type.atLeast(0), "how often to repeat");
                block(repeat.body(), place, names.block());
            }
            case Stmt.If choice -> {
                expressions.check(choice.condition(), names, FLAG, "the condition of `if`");
                block(choice.then(), place, names.block());
                choice.otherwise().ifPresent(otherwise -> block(otherwise, place, names.block()));
            }
            case Stmt.Define define -> define(define, place);
            case Stmt.Return back -> {
                if (!place.procedure()) {
                    problems.error(
                            back.span(), "`return` stands outside a procedure", "it belongs into a `define` block");
                }
                back.value().ifPresent(value -> expressions.check(value, names));
            }
            case Stmt.Import imported -> imported(imported, place);
            case Stmt.Run run -> run(run, place);
        }
    }

    private void atTop(Place place, String word, Span span) {
        if (!place.top()) problems.error(span, "`" + word + "` stands inside a block", "it belongs outside all blocks");
    }

    private void engine(Name engine) {
        switch (engine.text()) {
            case "auto", "cpu", "mlx" -> {}
            case String other ->
                problems.error(
                        engine.span(),
                        "there is no engine `" + other + "`",
                        vocabulary.didYouMean(other, List.of("auto", "cpu", "mlx")),
                        "engines: auto, cpu, mlx");
        }
    }

    private void param(Stmt.Param param, Place place) {
        atTop(place, "param", param.span());
        int before = problems.count();
        Known fallback = expressions.check(param.value(), place.names());
        boolean missing = param.value() instanceof Expr.Missing;
        if (!missing
                && problems.count() == before
                && Constants.of(param.value()).isEmpty()) {
            problems.error(
                    param.value().span(),
                    "the default of a param is a literal",
                    "a number, text, yes, no, a range or a list");
        }
        if (problems.count() == before && !missing && fallback.constant().isEmpty()) {
            problems.error(
                    param.value().span(), "the default of a param is too large", "keep it in a file and `load` it");
        }
        if (Options.RESERVED.contains(param.name().text())) {
            problems.error(
                    param.name().span(),
                    "a param cannot be called `" + param.name().text() + "`",
                    "`--" + param.name().text() + "` is an option of `assay run`");
        }
        Known value = fallback.constant().isPresent() ? overrides.value(param, fallback, problems) : fallback;
        value.constant().ifPresent(constant -> program.params().put(param.name().text(), constant));
        bind(param.name(), value, false, place.names());
    }

    private void model(Stmt.ModelDecl model, Place place) {
        atTop(place, "model", model.span());
        int unchecked = problems.count();
        Known source = expressions.check(model.source(), place.names(), TEXT, "the source of a model");
        int before = problems.count();
        Bound settings = expressions
                .phrases()
                .settings(Statements.MODEL, model.settings(), model.name().span(), place.names());
        program.told().put(model, new Told(model.source(), settings));
        if (problems.count() == before) available(settings);
        if (problems.count() == unchecked) named(model, source, settings, place.names());
        lookup.model(source, model.source().span(), settings.of("revision"), problems);
        bind(model.name(), Known.of(new Type.Model()), false, place.names());
    }

    /** A script reaches the network only for models that it names: not for one that is made of what it has read. */
    private void named(Stmt.ModelDecl model, Known source, Bound settings, Names names) {
        boolean missing = model.source() instanceof Expr.Missing;
        if (!missing && source.constant().isEmpty()) named(model.source().span(), "the source of a model");
        settings.of("revision")
                .filter(given -> expressions.check(given, names).constant().isEmpty())
                .ifPresent(given -> named(given.span(), "the revision of a model"));
    }

    private void named(Span span, String what) {
        problems.error(span, what + " must be known before the script runs", "write it as text, or of params");
    }

    /** What a model may be declared with in this build. */
    private void available(Bound settings) {
        settings.of("adapter").ifPresent(given -> Constants.of(given)
                .ifPresent(path -> lookup.adapter(Known.of(path), given.span(), problems)));
    }

    private void let(Stmt.Let let, Names names) {
        Known value = expressions.check(let.value(), names);
        bind(let.name(), value, hypotheses.isExperiment(let.value(), names), names);
    }

    private void told(Stmt stmt, Telling telling, Names names) {
        Telling told = telling.resolve(vocabulary, names);
        Known value = expressions.check(told.value(), names);
        if (told.spec() == Statements.PLOT) plotted(value, told.value().span());
        Bound settings = told.spec() == Statements.SAVE
                ? expressions.phrases().save(value, told.settings(), stmt.span(), names)
                : expressions.phrases().settings(told.spec(), told.settings(), stmt.span(), names);
        program.told().put(stmt, new Told(told.value(), settings));
    }

    private void plotted(Known value, Span span) {
        if (value.fits(Format.SVG.takes)) return;
        Verbs verbs = vocabulary.verbs();
        String drawn = verbs.fields(value.type()).stream()
                .filter(name -> verbs.field(value.type(), name)
                        .filter(type -> type instanceof Type.Table || type instanceof Type.Tensor)
                        .isPresent())
                .collect(Collectors.joining(", "));
        String title = "what `plot` draws must be " + Format.SVG.expected();
        String label = "this is " + value.words();
        if (drawn.isEmpty()) problems.error(span, title, label);
        else problems.error(span, title, label, "plot one of its fields: " + drawn);
    }

    private void declare(Stmt.Define define, Place place) {
        List<Operand> parameters = define.parameters().stream()
                .map(p -> new Operand(p.name().text(), "", ANY, p.fallback().isEmpty(), ""))
                .toList();
        if (expressions.clash(define.name(), place.names())) return;
        Known known = Known.of(new Type.Procedure());
        bind(new Binding(define.name(), problems.source(), known, false, Optional.of(parameters)), place.names());
    }

    private void define(Stmt.Define define, Place place) {
        atTop(place, "define", define.span());
        Names names = place.names().procedure();
        boolean optional = false;
        for (Stmt.Parameter parameter : define.parameters()) {
            parameter.fallback().ifPresent(fallback -> expressions.check(fallback, place.names()));
            if (optional && parameter.fallback().isEmpty()) {
                problems.error(
                        parameter.name().span(),
                        "`" + parameter.name().text() + "` needs a default, since the parameter before it has one",
                        "");
            }
            optional |= parameter.fallback().isPresent();
            bind(parameter.name(), Known.NOTHING, false, names);
        }
        program.insight().scope(define.body().span(), names);
        statements(define.body().statements(), new Place(names, false, true));
    }

    private void imported(Stmt.Import imported, Place place) {
        atTop(place, "import", imported.span());
        imports.check(imported, problems).ifPresent(found -> {
            program.imports().put(imported, found.program());
            for (Map.Entry<String, Binding> entry : found.definitions().entrySet()) {
                Binding binding = entry.getValue();
                Optional<Binding> clash = place.names().clash(entry.getKey());
                if (clash.isPresent()) {
                    problems.error(
                            imported.source().span(),
                            "this import binds `" + entry.getKey() + "`, which is bound already",
                            "rename one of them");
                } else {
                    place.names().bind(binding);
                }
            }
        });
    }

    private void run(Stmt.Run run, Place place) {
        if (!(run.value() instanceof Expr.Experiment(var phrase))
                || phrase.block().isEmpty()) {
            expressions.check(run.value(), place.names());
            return;
        }
        Known result = expressions.phrases().sentence(phrase, place.names());
        Block block = phrase.block().get();
        if (!result.fits(new Type.Model())) {
            problems.error(
                    new Span(block.span().start(), block.span().start() + 1),
                    "`" + phrase.verb().text() + "` takes no block",
                    "only a verb that makes a model does");
        }
        Names inner = place.names().block();
        inner.use();
        block(block, place, inner);
    }

    private void bind(Name name, Known known, boolean experiment, Names names) {
        bind(name, known, experiment, names, names);
    }

    private void bind(Name name, Known known, boolean experiment, Names checked, Names names) {
        boolean clash = expressions.clash(name, checked);
        if (!clash) bind(new Binding(name, problems.source(), known, experiment, Optional.empty()), names);
    }

    private void bind(Binding binding, Names names) {
        program.insight().occurs(binding.name(), binding);
        names.bind(binding);
    }
}
