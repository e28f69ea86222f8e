package assay.complete;

import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a place in a script is for. */
sealed interface Slot {
    /** Nothing that could be proposed: a new name, a number, a text. */
    record Nothing() implements Slot {}

    /** A statement begins. */
    record Statement() implements Slot {}

    /** One of a few words. */
    record Words(List<String> words) implements Slot {}

    /** A value, or a phrase that gives one. */
    record Head(Type type) implements Slot {}

    /** A value of a type, in an expression. */
    record Value(Type type) implements Slot {}

    /** After a value: an operator. */
    record Operator() implements Slot {}

    /**
     * After a point.
     *
     * @param target the expression before it
     */
    record Field(String target) implements Slot {}

    /**
     * The next piece of a phrase, or of a statement with settings.
     *
     * @param given the operands and settings that are there, before the place or behind it
     * @param loose how many values without a connective are there
     * @param told the statement around the phrase, whose settings may follow too
     */
    record Piece(VerbSpec spec, Set<String> given, int loose, Optional<VerbSpec> told) implements Slot {}

    /**
     * The value of an operand or setting.
     *
     * @param values the expressions that the phrase speaks of so far
     */
    record Argument(VerbSpec spec, String name, Type type, List<String> values) implements Slot {}

    /**
     * An argument in the brackets of a verb that is called: a value, or a name and then its value.
     *
     * @param given the names that are there, before the place or behind it
     * @param loose how many arguments without a name are there
     */
    record Called(VerbSpec spec, Set<String> given, int loose) implements Slot {}

    /** In the braces of a text. */
    record Hole() implements Slot {}

    /** The prelude or file of an import. */
    record Import() implements Slot {}

    /** The source of a model. */
    record Source() implements Slot {}
}
