package assay.complete;

import assay.check.Names;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the pieces of a phrase as far as they are written, as the binder would. */
final class Pieces {
    private final VerbSpec spec;
    private final Names names;
    private final Set<String> given = new LinkedHashSet<>();
    private int loose;
    private Optional<Slot.Argument> pending = Optional.empty();

    private Pieces(VerbSpec spec, Names names) {
        this.spec = spec;
        this.names = names;
    }

    /** The place behind these tokens of a phrase, its verb left out. */
    static Slot after(VerbSpec spec, List<Lexeme> tokens, Names names, Optional<VerbSpec> told) {
        Pieces pieces = new Pieces(spec, names);
        int i = 0;
        while (i < tokens.size()) i = pieces.read(tokens, i);
        boolean midway = !tokens.isEmpty() && tokens.getLast().is(Kind.SIGN);
        if (midway) return new Slot.Nothing();
        if (pieces.pending.isPresent()) return pieces.pending.get();
        return new Slot.Piece(spec, pieces.given, pieces.loose, told);
    }

    private int read(List<Lexeme> tokens, int i) {
        Lexeme token = tokens.get(i);
        Optional<Slot.Argument> named = token.is(Kind.CONNECTIVE) || pending.isEmpty() && token.is(Kind.NAME)
                ? argument(token)
                : Optional.empty();
        if (named.isPresent()) {
            pending = named;
            given.add(named.get().name());
            return i + 1;
        }
        if (token.is(Kind.CONNECTIVE)) return i + 1;
        if (pending.isEmpty()) loose++;
        pending = Optional.empty();
        return valueEnd(tokens, i);
    }

    private Optional<Slot.Argument> argument(Lexeme token) {
        String word = token.text();
        if (token.is(Kind.NAME) && operandMissing() && names.has(word)) return Optional.empty();
        Optional<Slot.Argument> setting = spec.settings().stream()
                .filter(s -> s.name().equals(word))
                .map(s -> new Slot.Argument(spec, word, s.type()))
                .findFirst();
        if (setting.isPresent() || !token.is(Kind.CONNECTIVE)) return setting;
        return spec.operands().stream()
                .filter(operand -> operand.connective().equals(word))
                .map(operand -> new Slot.Argument(spec, operand.name(), operand.type()))
                .findFirst();
    }

    private boolean operandMissing() {
        long needed = spec.operands().stream()
                .filter(operand -> operand.connective().isEmpty())
                .filter(operand -> operand.type() instanceof Type.Model ? !names.using() : operand.required())
                .count();
        return loose < needed;
    }

    /** Where the value that begins at {@code i} ends: {@code war.players[0]}, {@code green->red}, {@code 9..26}. */
    private static int valueEnd(List<Lexeme> tokens, int i) {
        int at = i;
        while (at < tokens.size()) {
            if (tokens.get(at).is(Kind.SIGN)) at++; // a minus
            if (at < tokens.size()) at = Brackets.end(tokens, at);
            while (at < tokens.size() && touches(tokens.get(at))) at = Brackets.end(tokens, at);
            if (at == tokens.size() || !tokens.get(at).is(Kind.SIGN)) break;
            at++;
        }
        return Math.max(at, i + 1);
    }

    private static boolean touches(Lexeme token) {
        return token.is(Kind.CALL_OPEN) || token.is(Kind.INDEX_OPEN);
    }

    /** A setting's row, or an operand's as if it were one. */
    static Optional<Setting> setting(VerbSpec spec, String name) {
        return spec.settings().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    static Optional<Operand> operand(VerbSpec spec, String name) {
        return spec.operands().stream().filter(o -> o.name().equals(name)).findFirst();
    }
}
