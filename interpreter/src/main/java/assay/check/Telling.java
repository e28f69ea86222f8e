package assay.check;

import assay.grammar.ast.Atom;
import assay.grammar.ast.Expr;
import assay.grammar.ast.Name;
import assay.grammar.ast.Phrase;
import assay.lib.verb.Operand;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement about a value, with the settings of the statement.
 *
 * @param spec what the statement takes
 */
record Telling(VerbSpec spec, Expr value, List<Atom> settings) {

    /**
     * Tells the value from the settings where the parser could not: {@code r top 5} is read as a phrase of a verb
     * {@code r}, and {@code converge qilin top 5} as a phrase with a setting that it does not have.
     */
    Telling resolve(Vocabulary vocabulary, Names names) {
        if (!(value instanceof Expr.Experiment(Phrase phrase)) || !settings.isEmpty()) return this;
        List<Atom> atoms = phrase.atoms();
        Name verb = phrase.verb();
        Optional<VerbSpec> known = vocabulary.verb(verb.text());
        if (known.isEmpty()) {
            return names.has(verb.text()) ? new Telling(spec, new Expr.Ref(verb), atoms) : this;
        }
        int end = 0;
        while (end < atoms.size() && !begins(atoms.get(end), known.get(), names)) end++;
        if (end == atoms.size()) return this;
        Phrase shorter = new Phrase(verb, atoms.subList(0, end), phrase.block(), phrase.span());
        return new Telling(spec, new Expr.Experiment(shorter), atoms.subList(end, atoms.size()));
    }

    /** Whether the statement's own settings begin at this piece of the phrase. */
    private boolean begins(Atom atom, VerbSpec verb, Names names) {
        return switch (atom) {
            case Atom.Connective(String word, var span) -> takes(spec, word) && !takes(verb, word);
            case Atom.Value(Expr.Ref(Name name)) ->
                Vocabulary.settings(spec).contains(name.text())
                        && !Vocabulary.settings(verb).contains(name.text())
                        && !names.has(name.text());
            case Atom.Value other -> false;
        };
    }

    private static boolean takes(VerbSpec spec, String word) {
        Stream<String> connectives = spec.operands().stream().map(Operand::connective);
        return Stream.concat(connectives, Vocabulary.settings(spec).stream()).anyMatch(word::equals);
    }
}
