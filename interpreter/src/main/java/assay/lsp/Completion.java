package assay.lsp;

import assay.check.Binding;
import assay.check.Bound;
import assay.check.Known;
import assay.check.Names;
import assay.check.Told;
import assay.check.Vocabulary;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;

/**
 * What may be written at a place. A stand-in is written there first, so that the parser and the checker say what kind of
 * place it is: the value of a setting, one more part of a phrase, a field, a name.
 */
final class Completion {
    private static final String STAND_IN = "what-is-written-here";
    private static final List<String> ENGINES = List.of("auto", "cpu", "mlx");
    /** Behind these a name that nobody knows yet is written. */
    private static final Set<String> NAMING = Set.of("let", "param", "model", "define", "hypothesis", "for");

    /** Behind these a phrase can begin. */
    private static final Set<String> HEADS = Set.of("=", "(", "{", "show", "plot", "save", "return", "use");

    private final Cursor cursor;
    private final Document document;
    private final Pieces pieces;
    private final Proposals proposals;

    private Completion(Cursor cursor, Document document, Proposals proposals) {
        this.cursor = cursor;
        this.document = document;
        this.pieces = Pieces.of(document.program());
        this.proposals = proposals;
    }

    /** Everything that may stand at an offset instead of the word there. */
    static List<CompletionItem> at(Document written, int offset) {
        String text = written.source().text();
        Cursor cursor = Cursor.at(text, Math.min(offset, text.length()));
        boolean hole = cursor.inside() == Cursor.Inside.TEXT && cursor.inHole();
        if (cursor.behindNumber() || cursor.inside() != Cursor.Inside.CODE && !hole) return List.of();
        if (NAMING.contains(cursor.before())) return List.of();
        String closing = hole && !text.startsWith("}", cursor.end()) ? "}" : "";
        Document tried =
                written.with(text.substring(0, cursor.start()) + STAND_IN + closing + text.substring(cursor.end()));
        Proposals proposals =
                new Proposals(tried, written.places().range(new assay.grammar.Span(cursor.start(), cursor.end())));
        Completion completion = new Completion(cursor, tried, proposals);
        if (hole) completion.names(binding -> true);
        else completion.propose();
        return proposals.items();
    }

    /** How the pieces of a sentence found their places; nothing where its verb is not known. */
    static Optional<Bound> bound(Document document, Pieces.Sentence sentence) {
        return switch (sentence.owner()) {
            case Stmt stmt ->
                Optional.ofNullable(document.program().told().get(stmt)).map(Told::settings);
            case Object phrase ->
                Optional.ofNullable(document.program().phrases().get(phrase));
        };
    }

    private void propose() {
        if (statement() || field() || sentence() || argument()) return;
        if (cursor.behindDot()) return;
        boolean begins = pieces.statements().stream().anyMatch(s -> s.span().start() == cursor.start())
                || cursor.before().isEmpty();
        if (begins) proposals.statements();
        names(binding -> true);
        proposals.functions();
        if (begins || HEADS.contains(cursor.before())) proposals.verbs();
    }

    private boolean statement() {
        for (Stmt stmt : pieces.statements()) {
            if (stmt instanceof Stmt.Import(Expr source, var span)
                    && source.span().start() == cursor.start()) {
                proposals.preludes();
                return true;
            }
            if (stmt instanceof Stmt.EngineChoice(Name engine, var span)
                    && engine.span().start() == cursor.start()) {
                proposals.words(ENGINES);
                return true;
            }
        }
        return false;
    }

    private boolean field() {
        for (Expr expr : pieces.expressions()) {
            if (!(expr instanceof Expr.Field field) || field.name().span().start() != cursor.start()) continue;
            document.program().insight().of(field.target()).ifPresent(proposals::fields);
            return true;
        }
        return false;
    }

    private boolean sentence() {
        for (Pieces.Sentence sentence : pieces.sentences()) {
            if (sentence.atoms().stream().noneMatch(this::here)) continue;
            Optional<Bound> bound = bound(document, sentence);
            bound.ifPresent(this::parts);
            telling(sentence);
            if (bound.isEmpty()) names(binding -> true);
            return true;
        }
        return false;
    }

    /** The settings of {@code show}, {@code plot} and {@code save} follow those of the phrase that they are about. */
    private void telling(Pieces.Sentence sentence) {
        if (!(sentence.owner() instanceof Phrase phrase)) return;
        for (Stmt stmt : pieces.statements()) {
            Told told = document.program().told().get(stmt);
            if (told != null && told.value() instanceof Expr.Experiment(var told1) && told1 == phrase)
                rest(told.settings());
        }
    }

    private boolean here(Atom atom) {
        return atom instanceof Atom.Value(Expr value) && here(value);
    }

    private boolean here(Expr expr) {
        return switch (expr) {
            case Expr.Ref(Name name) -> name.span().start() == cursor.start();
            case Expr.ListOf list -> list.items().stream().anyMatch(this::here);
            case Expr other -> false;
        };
    }

    private void parts(Bound bound) {
        Optional<String> place = bound.given().entrySet().stream()
                .filter(entry -> here(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        Optional<Setting> setting = bound.spec().settings().stream()
                .filter(s -> place.equals(Optional.of(s.name())))
                .findFirst();
        if (setting.isPresent()) {
            value(setting.get().type());
            return;
        }
        Optional<Operand> operand = bound.spec().operands().stream()
                .filter(o -> place.equals(Optional.of(o.name())))
                .findFirst();
        operand.ifPresent(o -> {
            if (o.connective().equals("by")) columns(bound);
            value(o.type());
        });
        if (operand.isEmpty() || operand.get().connective().isEmpty()) rest(bound);
    }

    /** Settings and connectives that are not given yet. */
    private void rest(Bound bound) {
        VerbSpec spec = bound.spec();
        spec.settings().stream().filter(s -> open(bound, s.name())).forEach(proposals::setting);
        spec.operands().stream()
                .filter(o -> !o.connective().isEmpty() && open(bound, o.name()))
                .forEach(proposals::connective);
    }

    private boolean open(Bound bound, String name) {
        return bound.of(name).filter(expr -> !here(expr)).isEmpty();
    }

    private void columns(Bound bound) {
        bound.given().values().stream()
                .flatMap(expr -> document.program().insight().of(expr).stream())
                .filter(known -> known.type() instanceof Type.Table)
                .map(Known::names)
                .forEach(proposals::words);
    }

    private void value(Type type) {
        proposals.words(Vocabulary.words(type));
        if (type instanceof Type.Flag) proposals.words(List.of("yes", "no"));
        names(binding -> binding.known().fits(type));
    }

    /** The settings of a verb that is called, {@code name = value}. */
    private boolean argument() {
        for (Expr expr : pieces.expressions()) {
            if (!(expr instanceof Expr.Call call)) continue;
            boolean argument = call.arguments().stream().anyMatch(a -> a.name().isEmpty() && here(a.value()));
            Bound bound = document.program().bound(call);
            if (!argument || bound == null) continue;
            rest(bound);
            names(binding -> true);
            return true;
        }
        return false;
    }

    /** The names that can be read at the cursor. */
    private void names(Predicate<Binding> fitting) {
        Names names = document.program().insight().names(cursor.start()).orElseThrow();
        Stream<Binding> bindings = names.all().stream().flatMap(name -> names.find(name).stream());
        bindings.filter(this::bound).filter(fitting).forEach(proposals::name);
    }

    /** Whether a name is bound above the cursor, or is a procedure's. */
    private boolean bound(Binding binding) {
        boolean above = binding.source() != document.source()
                || binding.name().span().start() < cursor.start()
                || binding.parameters().isPresent();
        return above && !binding.name().text().equals(STAND_IN) && !binding(binding.name());
    }

    /** Whether the statement at the cursor binds a name, which cannot be read before its end. */
    private boolean binding(Name name) {
        return pieces.statements().stream()
                .anyMatch(stmt -> stmt instanceof Stmt.Let let
                        && let.name() == name
                        && cursor.start() <= let.span().end());
    }
}
