package assay.show;

import assay.lib.value.TensorValue;
import java.util.List;
import java.util.StringJoiner;

/** What a tensor is made of, in three lines. */
final class TensorView {
    private static final int FIRST = 8;

    private TensorView() {}

    static List<Line> lines(TensorValue tensor, Look look) {
        Line head = Line.of(tensor.name(), Ink.STRONG).then("  " + shape(tensor));
        float[] data = tensor.data();
        if (data.length == 0) return List.of(head.cut(look.width()));
        StringJoiner first = new StringJoiner("  ", "", data.length > FIRST ? "  " + Glyphs.MORE : "");
        for (int i = 0; i < Math.min(FIRST, data.length); i++) first.add(Digits.of(data[i]));
        return List.of(
                head.cut(look.width()),
                Line.of(first.toString()).cut(look.width()),
                Line.of(summary(data), Ink.FAINT).cut(look.width()));
    }

    static String shape(TensorValue tensor) {
        StringJoiner shape = new StringJoiner(" x ", "[", "]");
        for (int i = 0; i < tensor.shape().length; i++) {
            String axis = i < tensor.axes().size() ? tensor.axes().get(i) + " " : "";
            shape.add(axis + tensor.shape()[i]);
        }
        return shape.toString();
    }

    private static String summary(float[] data) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int odd = 0;
        for (float x : data) {
            if (!Float.isFinite(x)) {
                odd++;
                continue;
            }
            least = Math.min(least, x);
            most = Math.max(most, x);
            sum += x;
        }
        String rest = odd == 0 ? "" : "  not finite " + odd;
        if (odd == data.length) return "no finite numbers";
        return "min " + Digits.of(least) + "  max " + Digits.of(most) + "  mean " + Digits.of(sum / (data.length - odd))
                + rest;
    }
}
