package assay.lib.inside;

import assay.engine.model.Point;
import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hook point as scripts write it: {@code resid_post}, or TransformerLens's full {@code "blocks.9.hook_resid_post"}.
 *
 * @param layer where the name says it
 */
record Hook(Point point, OptionalInt layer) {
    static final Type TYPE = Type.oneOf(
            new Type.Choice(
                    Arrays.stream(Point.values()).map(point -> point.label).toList()),
            new Type.Text());

    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d{1,6})\\.");

    /** A {@link Failure} lists the points if there is none of this name. */
    static Hook of(String written) {
        if (Point.of(written).isPresent()) return new Hook(Point.of(written).get(), OptionalInt.empty());
        Matcher block = BLOCK.matcher(written);
        int layer = block.lookingAt() ? Integer.parseInt(block.group(1)) : -1;
        for (Point point : Point.values())
            if (point.full(layer).equals(written))
                return new Hook(point, point.layered() ? OptionalInt.of(layer) : OptionalInt.empty());
        throw new Failure("there is no hook point `" + written + "`; there are "
                + String.join(
                        ", ",
                        Arrays.stream(Point.values()).map(point -> point.label).toList()));
    }
}
