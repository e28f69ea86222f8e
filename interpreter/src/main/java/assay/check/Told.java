package assay.check;

import assay.grammar.ast.Expr;

/** A statement about a value, once its settings are told from the value: {@code show r top 5} is {@code r} and {@code top 5}. */
public record Told(Expr value, Bound settings) {}
