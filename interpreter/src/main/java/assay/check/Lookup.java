package assay.check;

import assay.core.Kinds;
import assay.files.DataFile;
import assay.files.Folder;
import assay.files.Format;
import assay.files.ModelSource;
import assay.files.Target;
import assay.grammar.Span;
import assay.grammar.ast.Expr;
import assay.lib.value.Table;
import assay.lib.value.Value;
import assay.lib.verb.Failure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Looks at the files that a script names, before it runs. */
record Lookup(Folder folder) {
    /** Larger files are read when the script runs; until then their columns are not known. */
    private static final long LARGEST = 4 << 20;

    /** What is known of a file of data, where its path is known. */
    Known data(Known path, Span span, Diagnostics problems) {
        return found(path, span, problems, written -> {
                    DataFile file = new DataFile(folder.file(written), written);
                    if (file.size() > LARGEST) return Known.NOTHING;
                    Value value = file.read();
                    return value instanceof Table table
                            ? Known.of(Kinds.type(table), table.columns())
                            : Known.of(Kinds.type(value));
                })
                .orElse(Known.NOTHING);
    }

    /** Reports a model directory that is not there or not complete, and a revision that it cannot have. */
    void model(Known source, Span span, Optional<Expr> revision, Diagnostics problems) {
        Optional<ModelSource> where = found(source, span, problems, folder::source);
        if (where.isEmpty() || revision.isEmpty()) return;
        Known written = Constants.of(revision.get()).map(Known::of).orElse(Known.NOTHING);
        found(written, revision.get().span(), problems, where.get()::at);
    }

    /** Reports an adapter's directory that is not there. */
    void adapter(Known path, Span span, Diagnostics problems) {
        found(path, span, problems, folder::directory);
    }

    /** Reports a path that a script may not save to, and a value that cannot be saved there. */
    void target(Known value, Known path, Span span, Diagnostics problems) {
        Optional<Path> target = found(path, span, problems, Target::of);
        target.map(found -> Format.of(found.toString()))
                .filter(format -> !value.fits(format.takes))
                .ifPresent(format -> problems.error(
                        span,
                        value.words() + " cannot be saved as " + format.label(),
                        format.label() + " takes " + format.expected(),
                        "it can be saved as " + Format.suffixes(value::fits)));
    }

    private static <T> Optional<T> found(Known path, Span span, Diagnostics problems, Function<String, T> look) {
        if (!(path.constant().orElse(null) instanceof Value.Str(String written))) return Optional.empty();
        try {
            return Optional.of(look.apply(written));
        } catch (Failure failure) {
            Sentence sentence = Sentence.of(failure);
            problems.error(span, sentence.title(), sentence.label());
            return Optional.empty();
        }
    }
}
