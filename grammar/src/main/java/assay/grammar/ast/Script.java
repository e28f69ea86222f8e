package assay.grammar.ast;

import assay.grammar.Source;
import java.util.List;

/** A whole file, or one entry of the REPL. */
public record Script(Source source, List<Stmt> statements) {}
