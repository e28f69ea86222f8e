package assay.lib.verb;

import java.util.List;

/**
 * The row of the table that describes a verb; the binder, checker, completer, help and manual read it and nothing else.
 *
 * @param summary one line, lower case, without a full stop
 * @param result what the phrase gives: a {@link Type.ResultOf} of this verb with {@code fields}, or another type
 * @param example statements that run as they stand after {@code model qilin} and {@code model alpaka} are declared
 */
public record VerbSpec(
        String name,
        String summary,
        List<Operand> operands,
        List<Setting> settings,
        Type result,
        List<Field> fields,
        String example) {}
