package assay.complete;

import assay.check.Names;
import assay.grammar.Lexeme;
import assay.grammar.Lexeme.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the names that the text itself binds before a place and that can be read there; their types are not known. */
final class Locals {
    private final Deque<List<String>> blocks = new ArrayDeque<>(List.of(new ArrayList<>()));
    /** What the statement that is being read binds inside its block. */
    private final List<String> inner = new ArrayList<>();
    /** What it binds for those after it. */
    private final List<String> bound = new ArrayList<>();

    private Locals() {}

    /** @param tokens before the place */
    static Names of(List<Lexeme> tokens, Names names) {
        Locals locals = new Locals();
        for (int i = 0; i < tokens.size(); i++) locals.read(tokens, i);
        List<String> own = locals.blocks.stream()
                .flatMap(List::stream)
                .filter(name -> !names.has(name))
                .toList();
        return own.isEmpty() ? names : names.block(own);
    }

    private void read(List<Lexeme> tokens, int i) {
        Lexeme token = tokens.get(i);
        switch (token.kind()) {
            case BLOCK_OPEN -> {
                blocks.push(new ArrayList<>(inner));
                inner.clear();
            }
            case BLOCK_CLOSE -> {
                if (blocks.size() > 1) blocks.pop();
            }
            case END -> {
                blocks.peek().addAll(bound);
                bound.clear();
                inner.clear();
            }
            case NAME -> name(tokens, i);
            default -> {}
        }
    }

    private void name(List<Lexeme> tokens, int i) {
        Lexeme before = i == 0 ? null : tokens.get(i - 1);
        if (before == null) return;
        String name = tokens.get(i).text();
        if (before.is(Kind.KEYWORD)) {
            switch (before.text()) {
                case "for" -> inner.add(name);
                case "define" -> blocks.peek().add(name);
                case "let", "param", "model" -> bound.add(name);
                default -> {}
            }
        } else if (isParameter(tokens, i)) {
            inner.add(name);
        }
    }

    /** Whether a name stands behind a bracket or comma of `define f(a, b = 1)`. */
    private static boolean isParameter(List<Lexeme> tokens, int i) {
        Lexeme before = tokens.get(i - 1);
        if (!before.is(Kind.SIGN, ",") && !before.is(Kind.OPEN) && !before.is(Kind.CALL_OPEN)) return false;
        int bracket = Brackets.enclosing(tokens.subList(0, i));
        return bracket >= 2 && tokens.get(bracket - 2).is(Kind.KEYWORD, "define");
    }
}
