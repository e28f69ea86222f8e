package assay.grammar.ast;

import assay.grammar.Span;
import java.util.List;

/** Statements in braces; names bound inside are not seen outside. */
public record Block(List<Stmt> statements, Span span) {}
