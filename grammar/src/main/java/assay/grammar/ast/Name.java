package assay.grammar.ast;

import assay.grammar.Span;

/** A word as it stands in the script: a variable, a verb, a setting or a field. */
public record Name(String text, Span span) {}
