package assay.lsp;

import assay.check.Binding;
import assay.check.Bound;
import assay.check.Known;
import assay.check.Told;
import assay.core.Statements;
import assay.grammar.Span;
import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Builtin;
import assay.lib.verb.Functions;
import assay.lib.verb.Help;
import assay.lib.verb.Sections;
import assay.lib.verb.VerbSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** What a word of a script means, as Markdown from the tables that {@code assay help} reads. */
record Explanation(Document document, Pieces pieces, int offset) {

    Optional<String> text() {
        return new Occurrences(document)
                .at(offset)
                .map(name -> value(document.program().insight().occurrences().get(name)))
                .or(this::callable)
                .or(this::part)
                .or(this::field)
                .or(this::statement);
    }

    private static String value(Binding binding) {
        return "`" + binding.name().text() + "`: " + binding.words();
    }

    private Optional<String> callable() {
        return pieces.expressions().stream()
                .flatMap(expr -> switch (expr) {
                    case Expr.Experiment(var phrase) -> Stream.of(phrase.verb());
                    case Expr.Call call -> Stream.of(call.function());
                    case Expr.Ref ref when document.program().bound(ref) != null -> Stream.of(ref.name());
                    case Expr other -> Stream.<Name>empty();
                })
                .filter(name -> holds(name.span()))
                .findFirst()
                .flatMap(name -> callable(document, name.text()));
    }

    /** What a verb or a function does. */
    static Optional<String> callable(Document document, String word) {
        return Functions.find(word)
                .map(Explanation::function)
                .or(() -> document.vocabulary().verb(word).map(Sections::verb).map(String::strip));
    }

    private static String function(Builtin function) {
        return "`" + Help.signature(function) + "`\n\n" + function.help();
    }

    /** The name of a setting, or the connective of an operand. */
    private Optional<String> part() {
        return pieces.sentences().stream()
                .flatMap(sentence -> sentence.atoms().stream()
                        .filter(atom -> holds(atom.span()))
                        .flatMap(atom -> bound(sentence).flatMap(b -> part(b.spec(), atom)).stream()))
                .findFirst();
    }

    /** How the pieces of a sentence found their places; nothing where its verb is not known. */
    private Optional<Bound> bound(Pieces.Sentence sentence) {
        return switch (sentence.owner()) {
            case Stmt stmt ->
                Optional.ofNullable(document.program().told().get(stmt)).map(Told::settings);
            case Object phrase ->
                Optional.ofNullable(document.program().phrases().get(phrase));
        };
    }

    private static Optional<String> part(VerbSpec spec, Atom atom) {
        return switch (atom) {
            case Atom.Connective(String word, Span span) ->
                Help.operands(spec).stream()
                        .filter(row -> row.word().matches("\\[?" + word + " .*"))
                        .findFirst()
                        .or(() -> setting(spec, word))
                        .map(Explanation::row);
            case Atom.Value(Expr.Ref(Name name)) -> setting(spec, name.text()).map(Explanation::row);
            case Atom.Value other -> Optional.empty();
        };
    }

    private static Optional<Help.Row> setting(VerbSpec spec, String word) {
        return Help.settings(spec.settings()).stream()
                .filter(row -> row.word().equals(word))
                .findFirst();
    }

    /** A word, what it is for, and what may stand behind it. */
    private static String row(Help.Row row) {
        return "`" + row.word() + "`: " + row.help() + "\n\n" + row.takes();
    }

    private Optional<String> field() {
        return pieces.expressions().stream()
                .filter(Expr.Field.class::isInstance)
                .map(Expr.Field.class::cast)
                .filter(field -> holds(field.name().span()))
                .findFirst()
                .flatMap(field -> {
                    Optional<Known> target = document.program().insight().of(field.target());
                    Optional<String> help = target.flatMap(known -> document.vocabulary().fields(known.type()).stream()
                            .filter(row -> row.word().equals(field.name().text()))
                            .findFirst()
                            .map(Explanation::row));
                    return help.or(() -> document.program()
                            .insight()
                            .of(field)
                            .map(known -> "`" + field.name().text() + "`: " + known.described()));
                });
    }

    private Optional<String> statement() {
        for (Stmt stmt : pieces.statements()) {
            for (Statements.Entry entry : Statements.ALL) {
                int start = stmt.span().start();
                boolean begins = document.source().text().startsWith(entry.name(), start);
                if (begins && holds(new Span(start, start + entry.name().length())))
                    return Optional.of("`" + entry.form() + "`\n\n" + entry.help());
            }
        }
        return Optional.empty();
    }

    private boolean holds(Span span) {
        return span.start() <= offset && offset <= span.end();
    }
}
