package assay.complete;

import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.lib.verb.Operand;
import assay.lib.verb.Setting;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the pieces of a phrase as far as they are written, as the binder would. */
final class Pieces {
    private final Place place;
    private final VerbSpec spec;
    private final Set<String> given = new LinkedHashSet<>();
    private final List<String> values = new ArrayList<>();
    private int loose;
    private Optional<Slot.Argument> pending = Optional.empty();

    Pieces(Place place, VerbSpec spec) {
        this.place = place;
        this.spec = spec;
    }

    /** Reads what a statement with settings is about. */
    void about(List<Lexeme> value) {
        values.add(place.text(value));
    }

    /** The place behind these tokens, the verb left out. */
    Slot after(List<Lexeme> tokens, Optional<VerbSpec> told) {
        read(tokens);
        boolean midway = !tokens.isEmpty() && tokens.getLast().is(Kind.SIGN);
        if (midway) return new Slot.Nothing();
        if (pending.isPresent()) return pending.get();
        int written = loose;
        read(place.ahead());
        told.ifPresent(statement -> given.addAll(new Pieces(place, statement).read(place.ahead())));
        return new Slot.Piece(spec, given, written, told);
    }

    /** The operands and settings that are given once these tokens are read, too. */
    private Set<String> read(List<Lexeme> tokens) {
        int i = 0;
        while (i < tokens.size()) i = read(tokens, i);
        return given;
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
        int end = valueEnd(tokens, i);
        values.add(place.text(tokens.subList(i, end)));
        return end;
    }

    private Optional<Slot.Argument> argument(Lexeme token) {
        String word = token.text();
        if (token.is(Kind.NAME) && operandMissing() && place.names().has(word)) return Optional.empty();
        Optional<Slot.Argument> setting = spec.settings().stream()
                .filter(s -> s.name().equals(word))
                .map(s -> argument(word, s.type()))
                .findFirst();
        if (setting.isPresent() || !token.is(Kind.CONNECTIVE)) return setting;
        return spec.operands().stream()
                .filter(operand -> operand.connective().equals(word))
                .map(operand -> argument(operand.name(), operand.type()))
                .findFirst();
    }

    private Slot.Argument argument(String name, Type type) {
        return new Slot.Argument(spec, name, type, List.copyOf(values));
    }

    private boolean operandMissing() {
        long needed = spec.operands().stream()
                .filter(operand -> operand.connective().isEmpty())
                .filter(operand ->
                        operand.type() instanceof Type.Model ? !place.names().using() : operand.required())
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

    /** What an operand or setting takes. */
    static Optional<Type> type(VerbSpec spec, String name) {
        return setting(spec, name).map(Setting::type).or(() -> operand(spec, name)
                .map(Operand::type));
    }

    static Optional<Setting> setting(VerbSpec spec, String name) {
        return spec.settings().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    static Optional<Operand> operand(VerbSpec spec, String name) {
        return spec.operands().stream().filter(o -> o.name().equals(name)).findFirst();
    }
}
