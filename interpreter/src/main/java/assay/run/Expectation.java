package assay.run;

import assay.lib.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * An {@code expect} that was reached.
 *
 * @param line in the script
 * @param text the condition as it stands there
 * @param sides the values that it compares, or its value alone
 */
public record Expectation(int line, String text, List<Value> sides, boolean held, Optional<String> why) {}
