package assay.complete;

import assay.check.Names;
import assay.check.Vocabulary;
import assay.core.Statements;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.lib.verb.Operand;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a place is for, from the tokens before it.
 *
 * @param text that the tokens are of
 * @param names that can be read there
 */
record Place(String text, Vocabulary vocabulary, Names names) {
    private static final Type ANY = new Type.Any();
    private static final Slot NOTHING = new Slot.Nothing();

    /** The slot behind these tokens, of which the last belong to the statement or bracket that is asked about. */
    Slot behind(List<Lexeme> tokens) {
        int enclosing = Brackets.enclosing(tokens);
        List<Lexeme> local = tokens.subList(enclosing + 1, tokens.size());
        if (!local.isEmpty() && local.getLast().is(Kind.SIGN, ".")) return field(local);
        Lexeme bracket = enclosing < 0 ? null : tokens.get(enclosing);
        if (bracket == null || bracket.is(Kind.END)) return statement(local);
        return switch (bracket.kind()) {
            case BLOCK_OPEN -> block(tokens.subList(0, enclosing), local);
            case CALL_OPEN -> call(tokens.get(enclosing - 1), local);
            case INDEX_OPEN -> expression(local, ANY);
            default -> bracket.text().equals("[") ? list(tokens.subList(0, enclosing), local) : value(local, ANY);
        };
    }

    private Slot field(List<Lexeme> local) {
        int at = local.size() - 2;
        while (at >= 0) {
            at = Brackets.start(local, at);
            boolean bracket = local.get(at).is(Kind.CALL_OPEN) || local.get(at).is(Kind.INDEX_OPEN);
            boolean dot = at > 0 && local.get(at - 1).is(Kind.SIGN, ".");
            if (!bracket && !dot) break;
            at -= dot ? 2 : 1;
        }
        if (at < 0) return NOTHING;
        int start = local.get(at).span().start();
        return new Slot.Field(text.substring(start, local.getLast().span().start()));
    }

    private Slot block(List<Lexeme> before, List<Lexeme> local) {
        int start = Brackets.enclosing(before) + 1;
        boolean hypothesis = start < before.size() && before.get(start).is(Kind.KEYWORD, "hypothesis");
        if (!hypothesis) return statement(local);
        if (local.isEmpty()) return new Slot.Words(List.of("predict", "falsified"));
        boolean falsified = local.size() == 1 && local.getFirst().text().equals("falsified");
        return falsified ? new Slot.Words(List.of("if")) : statement(local);
    }

    private Slot statement(List<Lexeme> local) {
        if (local.isEmpty()) return new Slot.Statement();
        Lexeme head = local.getFirst();
        List<Lexeme> rest = local.subList(1, local.size());
        if (!head.is(Kind.KEYWORD)) return value(local, ANY);
        return switch (head.text()) {
            case "engine" -> rest.isEmpty() ? new Slot.Words(List.of("auto", "cpu", "mlx")) : NOTHING;
            case "let" -> rest.size() < 2 ? named(rest, "=") : value(rest.subList(2, rest.size()), ANY);
            case "param" -> rest.size() < 2 ? named(rest, "=") : expression(rest.subList(2, rest.size()), ANY);
            case "model" -> rest.size() < 2 ? named(rest, "=") : model(rest.subList(2, rest.size()));
            case "for" -> rest.size() < 2 ? named(rest, "in") : expression(rest.subList(2, rest.size()), ANY);
            case "use" -> rest.isEmpty() ? new Slot.Value(new Type.Model()) : value(rest, new Type.Model());
            case "show" -> told(Statements.SHOW, rest);
            case "plot" -> told(Statements.PLOT, rest);
            case "save" -> told(Statements.SAVE, rest);
            case "import" -> rest.isEmpty() ? new Slot.Import() : NOTHING;
            case "return" -> value(rest, ANY);
            case "falsified" ->
                rest.isEmpty() ? new Slot.Words(List.of("if")) : expression(rest.subList(1, rest.size()), ANY);
            case "if" -> local.getLast().is(Kind.BLOCK_CLOSE) ? new Slot.Words(List.of("else")) : expression(rest, ANY);
            case "else" -> rest.isEmpty() ? new Slot.Words(List.of("if")) : expression(rest, ANY);
            case "define", "hypothesis" -> NOTHING;
            default -> expression(rest, ANY);
        };
    }

    private static Slot named(List<Lexeme> rest, String then) {
        return rest.isEmpty() ? NOTHING : new Slot.Words(List.of(then));
    }

    private Slot model(List<Lexeme> rest) {
        if (rest.isEmpty()) return new Slot.Source();
        return Pieces.after(Statements.MODEL, rest.subList(1, rest.size()), names, Optional.empty());
    }

    /** A statement about a value: its own settings follow the value, which may be a phrase. */
    private Slot told(VerbSpec statement, List<Lexeme> rest) {
        if (rest.isEmpty()) return new Slot.Head(ANY);
        Optional<VerbSpec> verb = verb(rest.getFirst());
        int settings = 1;
        while (settings < rest.size() && !(begins(rest.get(settings), statement) && ends(rest, settings, verb)))
            settings++;
        List<Lexeme> own = rest.subList(settings, rest.size());
        if (!own.isEmpty()) return Pieces.after(statement, own, names, Optional.empty());
        if (verb.isPresent())
            return Pieces.after(verb.get(), rest.subList(1, rest.size()), names, Optional.of(statement));
        if (!rest.getLast().endsValue()) return new Slot.Value(ANY);
        return Pieces.after(statement, List.of(), names, Optional.empty());
    }

    private static boolean begins(Lexeme token, VerbSpec spec) {
        return Pieces.setting(spec, token.text()).isPresent()
                || spec.operands().stream().anyMatch(o -> o.connective().equals(token.text()));
    }

    /** Whether the value is over before a word, which is the statement's unless the verb takes it. */
    private static boolean ends(List<Lexeme> rest, int i, Optional<VerbSpec> verb) {
        return rest.get(i - 1).endsValue()
                && verb.filter(spec -> begins(rest.get(i), spec)).isEmpty();
    }

    /** Inside the brackets of a call: a value of the next operand, or a setting. */
    private Slot call(Lexeme callee, List<Lexeme> local) {
        Optional<VerbSpec> verb = names.has(callee.text()) ? Optional.empty() : vocabulary.verb(callee.text());
        int comma = local.size();
        int arguments = 0;
        for (int at = 0; at < local.size(); at = Brackets.end(local, at)) {
            if (!local.get(at).is(Kind.SIGN, ",")) continue;
            comma = at;
            arguments++;
        }
        List<Lexeme> argument = arguments == 0 ? local : local.subList(comma + 1, local.size());
        if (verb.isEmpty()) return value(argument, ANY);
        if (argument.isEmpty()) {
            List<Operand> operands = verb.get().operands();
            return new Slot.Value(
                    arguments < operands.size() ? operands.get(arguments).type() : ANY);
        }
        boolean named = argument.size() == 2 && argument.get(1).is(Kind.SIGN, "=");
        if (!named) return value(argument, ANY);
        String name = argument.getFirst().text();
        return Pieces.setting(verb.get(), name)
                .map(s -> s.type())
                .or(() -> Pieces.operand(verb.get(), name).map(o -> o.type()))
                .<Slot>map(type -> new Slot.Argument(verb.get(), name, type))
                .orElse(NOTHING);
    }

    /** An item of a list, which is what the list's own place takes. */
    private Slot list(List<Lexeme> before, List<Lexeme> local) {
        boolean begins = local.isEmpty() || local.getLast().is(Kind.SIGN, ",");
        return begins && behind(before) instanceof Slot.Argument argument ? argument : expression(local, ANY);
    }

    /** A value, or a phrase as far as it is written. */
    private Slot value(List<Lexeme> tokens, Type type) {
        if (tokens.isEmpty()) return new Slot.Head(type);
        return verb(tokens.getFirst())
                .map(spec -> Pieces.after(spec, tokens.subList(1, tokens.size()), names, Optional.empty()))
                .orElseGet(() -> expression(tokens, type));
    }

    private Optional<VerbSpec> verb(Lexeme token) {
        return token.is(Kind.VERB) ? vocabulary.verb(token.text()) : Optional.empty();
    }

    private Slot expression(List<Lexeme> tokens, Type type) {
        boolean ended = !tokens.isEmpty() && tokens.getLast().endsValue();
        return ended ? new Slot.Operator() : new Slot.Value(type);
    }
}
