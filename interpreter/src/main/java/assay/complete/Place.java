package assay.complete;

import assay.check.Names;
import assay.check.Vocabulary;
import assay.core.Statements;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import assay.lib.verb.Type;
import assay.lib.verb.VerbSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out what a place is for, from the tokens before it.
 *
 * @param text that the tokens are of
 * @param ahead the tokens behind it, as far as its statement or bracket goes
 * @param names that can be read there
 */
record Place(String text, List<Lexeme> ahead, Vocabulary vocabulary, Names names) {
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

    /** What is written from the first of these tokens to the last. */
    String text(List<Lexeme> tokens) {
        return text.substring(
                tokens.getFirst().span().start(), tokens.getLast().span().end());
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
        return new Slot.Field(text(local.subList(at, local.size() - 1)));
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
        return new Pieces(this, Statements.MODEL).after(rest.subList(1, rest.size()), Optional.empty());
    }

    /** A statement about a value: its own settings follow the value, which may be a phrase. */
    private Slot told(VerbSpec statement, List<Lexeme> rest) {
        if (rest.isEmpty()) return new Slot.Head(ANY);
        Optional<VerbSpec> verb = verb(rest.getFirst());
        int settings = 1;
        while (settings < rest.size() && !(begins(rest.get(settings), statement) && ends(rest, settings, verb)))
            settings++;
        List<Lexeme> own = rest.subList(settings, rest.size());
        if (own.isEmpty() && verb.isPresent())
            return new Pieces(this, verb.get()).after(rest.subList(1, rest.size()), Optional.of(statement));
        if (!rest.get(settings - 1).endsValue()) return new Slot.Value(ANY);
        Pieces pieces = new Pieces(this, statement);
        pieces.about(rest.subList(0, settings));
        return pieces.after(own, Optional.empty());
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

    /** Inside the brackets of a call: the value of an operand or setting, or its name. */
    private Slot call(Lexeme callee, List<Lexeme> local) {
        Optional<VerbSpec> verb = names.has(callee.text()) ? Optional.empty() : vocabulary.verb(callee.text());
        List<List<Lexeme>> arguments = Brackets.arguments(local);
        List<Lexeme> argument = arguments.removeLast();
        if (verb.isEmpty()) return value(argument, ANY);
        if (argument.isEmpty()) return called(verb.get(), arguments);
        Optional<String> name = argumentName(argument);
        if (name.isEmpty() || argument.size() > 2) return value(argument, ANY);
        return Pieces.type(verb.get(), name.get())
                .<Slot>map(type -> new Slot.Argument(verb.get(), name.get(), type, List.of()))
                .orElse(NOTHING);
    }

    private Slot called(VerbSpec verb, List<List<Lexeme>> arguments) {
        Set<String> given = Stream.concat(arguments.stream(), Brackets.arguments(ahead).stream())
                .flatMap(argument -> argumentName(argument).stream())
                .collect(Collectors.toSet());
        long values = arguments.stream()
                .filter(argument -> argumentName(argument).isEmpty())
                .count();
        return new Slot.Called(verb, given, (int) values);
    }

    /** The name that an argument is given by. */
    private static Optional<String> argumentName(List<Lexeme> argument) {
        boolean named = argument.size() > 1 && argument.get(1).is(Kind.SIGN, "=");
        return named ? Optional.of(argument.getFirst().text()) : Optional.empty();
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
                .map(spec -> new Pieces(this, spec).after(tokens.subList(1, tokens.size()), Optional.empty()))
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
