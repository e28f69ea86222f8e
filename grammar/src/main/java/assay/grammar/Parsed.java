package assay.grammar;

import assay.grammar.ast.Script;
import java.util.List;

/**
 * What the parser makes of a text.
 *
 * @param script all statements that could be read; one with an error is still there where it yields a name
 * @param incomplete the text stops in the middle of something that more lines could finish
 * @param open it stops inside a bracket or a block text, which an empty line does not end
 */
public record Parsed(Script script, List<Problem> problems, boolean incomplete, boolean open) {}
