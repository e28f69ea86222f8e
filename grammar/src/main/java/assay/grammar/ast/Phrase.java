package assay.grammar.ast;

import assay.grammar.Span;
import java.util.List;
import java.util.Optional;

/** {@code verb atom* block?}: operands, connectives and settings in the order written. */
public record Phrase(Name verb, List<Atom> atoms, Optional<Block> block, Span span) {}
