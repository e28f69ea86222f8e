package assay.complete;

import assay.lib.verb.Help;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One line about what a place takes. */
final class Hints {
    private Hints() {}

    static Optional<String> of(Slot slot) {
        return switch (slot) {
            case Slot.Piece piece
            when piece.loose() == 0 && piece.given().isEmpty() -> Optional.of(Help.usage(piece.spec()));
            case Slot.Piece piece -> missing(piece);
            case Slot.Argument argument ->
                Pieces.setting(argument.spec(), argument.name())
                        .map(Hints::setting)
                        .or(() ->
                                Pieces.operand(argument.spec(), argument.name()).map(Hints::operand));
            case Slot.Called called -> Optional.of(Help.usage(called.spec()));
            case Slot.Source _ -> Optional.of("\"directory\" or \"owner/name\" of the hub");
            case Slot.Nothing _,
                    Slot.Statement _,
                    Slot.Words _,
                    Slot.Head _,
                    Slot.Value _,
                    Slot.Operator _,
                    Slot.Field _,
                    Slot.Hole _,
                    Slot.Import _ -> Optional.empty();
        };
    }

    /** The operands behind connectives that a phrase still needs. */
    private static Optional<String> missing(Slot.Piece piece) {
        return piece.spec().operands().stream()
                .filter(operand -> operand.required() && !operand.connective().isEmpty())
                .filter(operand -> !piece.given().contains(operand.name()))
                .map(operand -> operand.connective() + " " + operand.name().toUpperCase(Locale.ROOT))
                .findFirst();
    }

    /** Everything about an operand or setting. */
    static String whole(Slot.Argument argument) {
        VerbSpec spec = argument.spec();
        List<Help.Row> rows = Stream.concat(Help.settings(spec.settings()).stream(), operands(argument).stream())
                .filter(row -> row.word().equals(argument.name()))
                .toList();
        return spec.name() + "\n" + Help.columns(rows);
    }

    private static List<Help.Row> operands(Slot.Argument argument) {
        return argument.spec().operands().stream()
                .map(o -> new Help.Row(o.name(), o.help(), o.type().expected(), ""))
                .toList();
    }

    private static String setting(Setting setting) {
        Help.Row row = Help.settings(List.of(setting)).getFirst();
        return row.word() + ": " + row.takes();
    }

    private static String operand(Operand operand) {
        return operand.type().expected() + (operand.help().isEmpty() ? "" : ": " + operand.help());
    }
}
