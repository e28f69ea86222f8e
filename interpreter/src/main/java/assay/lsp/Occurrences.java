package assay.lsp;

import assay.check.Binding;
import assay.check.Program;
import assay.grammar.Parse;
import assay.grammar.Source;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Stmt;
import assay.lib.verb.Failure;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.TextEdit;

/** Where a name is bound and where it is read. A name is followed within its script. */
record Occurrences(Document document) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*(-[\\p{L}\\p{M}\\p{N}_]+)*");

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    /** The name at an offset, if it stands for a value. */
    Optional<Name> at(int offset) {
        return document.program().insight().occurrences().keySet().stream()
                .filter(name ->
                        name.span().start() <= offset && offset <= name.span().end())
                .min(Comparator.comparingInt(name -> name.span().start()));
    }

    /** What the name at an offset is bound to. */
    Optional<Binding> binding(int offset) {
        return at(offset).map(document.program().insight().occurrences()::get);
    }

    /** Where the name at an offset is bound, or the script that an import names. */
    Optional<Location> definition(int offset) {
        Optional<Binding> binding = binding(offset).filter(Occurrences::written);
        if (binding.isPresent()) return location(binding.get());
        return document.program().imports().entrySet().stream()
                .filter(entry -> holds(entry.getKey().span(), offset))
                .findFirst()
                .flatMap(entry -> uri(entry.getKey(), entry.getValue()))
                .map(uri -> new Location(uri, new Places("").whole()));
    }

    private Optional<Location> location(Binding binding) {
        Span span = binding.name().span();
        Source source = binding.source();
        if (source == document.source())
            return Optional.of(new Location(document.uri(), document.places().range(span)));
        return document.program().imports().entrySet().stream()
                .filter(entry -> entry.getValue().script().source() == source)
                .findFirst()
                .flatMap(entry -> uri(entry.getKey(), entry.getValue()))
                .map(uri -> new Location(uri, new Places(source.text()).range(span)));
    }

    /** The file of an imported script; a prelude has none. */
    private Optional<String> uri(Stmt.Import imported, Program program) {
        if (imported.source() instanceof Expr.Ref) return Optional.empty();
        Path file = document.folder().root().resolve(program.script().source().name());
        return Optional.of(file.toUri().toString());
    }

    /** Every place of the name at an offset, in order. */
    List<Span> references(int offset, boolean definition) {
        Optional<Binding> binding = binding(offset);
        if (binding.isEmpty()) return List.of();
        return document.program().insight().occurrences().entrySet().stream()
                .filter(entry -> entry.getValue() == binding.get())
                .map(Map.Entry::getKey)
                .filter(name -> definition || name != binding.get().name())
                .map(Name::span)
                .sorted(Comparator.comparingInt(Span::start))
                .toList();
    }

    /** The name that may be renamed at an offset; a {@link Failure} says why there is none. */
    Name renamed(int offset) {
        Name name = at(offset).orElseThrow(() -> new Failure("only names that the script binds can be renamed"));
        Binding binding = document.program().insight().occurrences().get(name);
        if (!written(binding)) throw new Failure("`" + name.text() + "` is a column; rename it in its table");
        if (binding.source() != document.source())
            throw new Failure(
                    "`" + name.text() + "` is bound in " + binding.source().name() + "; rename it there");
        return name;
    }

    /** The edits that give a name another text; a {@link Failure} if the script would then mean something else. */
    List<TextEdit> rename(int offset, String to) {
        Name name = renamed(offset);
        if (!isName(to)) throw new Failure("`" + to + "` cannot be a name");
        if (!Parse.script(document.source()).problems().isEmpty())
            throw new Failure("the script has syntax errors; mend them first");
        List<Span> places = references(offset, true);
        StringBuilder text = new StringBuilder(document.source().text());
        for (Span place : places.reversed()) text.replace(place.start(), place.end(), to);
        Document after = document.with(text.toString());
        if (!same(after)) throw new Failure("`" + name.text() + "` cannot be called `" + to + "`; " + why(after));
        return places.stream()
                .map(place -> new TextEdit(document.places().range(place), to))
                .toList();
    }

    private boolean same(Document after) {
        return after.program().problems().size()
                        == document.program().problems().size()
                && after.program().insight().occurrences().size()
                        == document.program().insight().occurrences().size();
    }

    private String why(Document after) {
        List<String> before = document.program().problems().stream()
                .map(problem -> problem.title())
                .toList();
        return after.program().problems().stream()
                .map(problem -> problem.title())
                .filter(title -> !before.contains(title))
                .findFirst()
                .orElse("the word means something else there");
    }

    /** The columns of a table are names that no script writes down. */
    private static boolean written(Binding binding) {
        return binding.name().span().end() > 0;
    }

    private static boolean holds(Span span, int offset) {
        return span.start() <= offset && offset <= span.end();
    }
}
