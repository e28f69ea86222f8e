package assay.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statements and expressions of every kind, without errors and without sense; {@link RandomLayout} writes them. */
final class RandomScript {
    private static final List<String> NAMES = List.of("x", "war", "a-b", "été", "t_1", "qwen", "seed2");
    /** Names too, but not where a statement could begin. */
    private static final List<String> WORDS = List.of("length", "mode", "seed", "model", "top", "show", "use", "war");

    private static final List<String> LITERALS = List.of(
            "20", "1.5", "5e-6", "85%", "yes", "no", "none", "\"\"", "\"a # b\"", "\"{x} \\u{1F600}\\n\"", "\"😀\"");
    private static final String BLOCK_TEXT = "\"\"\"\n  kept  \n\t# as it is\"\"\"";
    private static final List<String> CONNECTIVES =
            List.of("vs", "on", "along", "from", "to", "with", "as", "into", "at", "by", "within");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=", "in", "~", "..");
    private static final List<String> CHAINS = List.of("+", "-", "*", "/", "%", "and", "or");

    /** What a statement is made of. */
    sealed interface Piece {}

    /** @param tight nothing may stand before it */
    record Word(String text, boolean tight) implements Piece {}

    record Braces(List<List<Piece>> statements, boolean clauses) implements Piece {}

    private final Random random;
    private List<Piece> out = new ArrayList<>();

    private RandomScript(Random random) {
        this.random = random;
    }

    static String of(Random random) {
        RandomScript script = new RandomScript(random);
        return RandomLayout.of(random, script.statements(5, 2));
    }

    private List<List<Piece>> statements(int most, int depth) {
        List<List<Piece>> statements = new ArrayList<>();
        List<Piece> outer = out;
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            out = new ArrayList<>();
            statement(depth);
            statements.add(out);
        }
        out = outer;
        return statements;
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 0 ? 20 : 13)) {
            case 0 -> words("seed").expr(depth);
            case 1 -> words("engine", "auto");
            case 2 -> words("param", any(WORDS), "=").expr(depth);
            case 3 -> words("model", any(NAMES), "=", "\"owner/name\"").settings(depth);
            case 4 -> words("use", any(NAMES));
            case 5, 6 -> words("let", any(WORDS), "=").value(depth);
            case 7 -> words("print").list(depth, 1, false);
            case 8 -> words(any(List.of("show", "plot", "save"))).round(depth).settings(depth);
            case 9 -> {
                words("expect").expr(depth);
                if (random.nextBoolean()) words(",", "\"why\"");
            }
            case 10 -> words("import", any(List.of("colors", "\"a.exp\"")));
            case 11 -> words("return").value(depth);
            case 12 -> words(any(NAMES)).atoms(depth);
            case 13 -> words("for", any(NAMES), "in").expr(depth).block(depth);
            case 14 -> words("repeat").expr(depth).block(depth);
            case 15 -> choice(depth);
            case 16 -> define(depth);
            case 17 -> hypothesis(depth);
            case 18 -> words("let", any(NAMES), "=", any(NAMES)).atoms(depth).block(depth);
            default -> words(any(NAMES)).atoms(depth).block(depth);
        }
    }

    private void choice(int depth) {
        words("if").expr(depth).block(depth);
        while (random.nextInt(3) == 0) words("else", "if").expr(depth).block(depth);
        if (random.nextBoolean()) words("else").block(depth);
    }

    private void define(int depth) {
        words("define", any(NAMES)).tight("(");
        int parameters = random.nextInt(3);
        for (int i = 0; i < parameters; i++) {
            words(any(NAMES));
            if (random.nextBoolean()) words("=").expr(0);
            if (i < parameters - 1 || random.nextBoolean()) words(",");
        }
        words(")").block(depth);
    }

    private void hypothesis(int depth) {
        words("hypothesis", any(NAMES));
        if (random.nextBoolean()) words("\"why\"");
        List<List<Piece>> clauses = new ArrayList<>();
        List<Piece> outer = out;
        for (int i = random.nextInt(3); i >= 0; i--) {
            out = new ArrayList<>();
            (random.nextBoolean() ? words("predict") : words("falsified", "if")).round(depth);
            clauses.add(out);
        }
        out = outer;
        out.add(new Braces(clauses, true));
    }

    private RandomScript block(int depth) {
        out.add(new Braces(statements(2, depth - 1), false));
        return this;
    }

    private RandomScript settings(int depth) {
        if (random.nextBoolean())
            words(random.nextBoolean() ? any(WORDS) : any(CONNECTIVES)).atoms(depth);
        return this;
    }

    private RandomScript atoms(int depth) {
        for (int i = random.nextInt(5); i > 0; i--) {
            switch (random.nextInt(7)) {
                case 0 -> words(any(CONNECTIVES));
                case 1 -> words(any(WORDS));
                case 2 -> words("3", "..").words("20");
                case 3 -> words(any(NAMES), "->", any(NAMES));
                case 4 ->
                    words("\"{x}\"", "for", "x", "in", "[").list(depth, 0, true).words("]");
                case 5 -> words("vs").words("-").tight("2");
                default -> primary(depth - 1);
            }
        }
        return this;
    }

    private RandomScript value(int depth) {
        return random.nextInt(3) == 0 ? words(any(NAMES)).atoms(depth) : expr(depth);
    }

    private RandomScript expr(int depth) {
        if (depth < 0) return primary(depth);
        return switch (random.nextInt(9)) {
            case 0 -> primary(depth - 1).words(any(COMPARISONS)).primary(depth - 1);
            case 1 -> {
                String operator = any(CHAINS);
                primary(depth - 1);
                for (int i = random.nextInt(3); i >= 0; i--) words(operator).primary(depth - 1);
                yield this;
            }
            case 2 -> words("not").primary(depth - 1);
            case 3 -> words("-").tight(any(NAMES));
            case 4 -> words("xs", "where").primary(depth - 1).words("sort", "by", any(NAMES), "down");
            case 5 -> words("xs", "group", "by", any(WORDS));
            case 6 -> primary(depth - 1).words("for", any(NAMES), "in").primary(depth - 1);
            case 7 -> words("x", "~").primary(depth - 1).words("within", "0.5");
            default -> primary(depth);
        };
    }

    /** Something that can stand beside anything. */
    private RandomScript primary(int depth) {
        if (depth < 0) return words(random.nextBoolean() ? any(NAMES) : any(LITERALS));
        return switch (random.nextInt(8)) {
            case 0 -> round(depth);
            case 1 -> words("[").list(depth - 1, 0, true).words("]");
            case 2 -> record(depth);
            case 3 -> words(any(NAMES), ".").words(any(WORDS));
            case 4 -> words(any(NAMES)).tight("[").expr(depth - 1).words("]");
            case 5 -> call(depth);
            case 6 -> words(BLOCK_TEXT);
            default -> words(any(LITERALS));
        };
    }

    private RandomScript round(int depth) {
        words("(");
        if (depth > 0 && random.nextInt(4) == 0)
            words(any(NAMES)).atoms(depth - 1).block(depth - 1);
        else value(depth - 1);
        return words(")");
    }

    private RandomScript call(int depth) {
        words(any(NAMES)).tight("(");
        for (int i = random.nextInt(3); i > 0; i--) {
            if (random.nextBoolean()) words(any(WORDS), "=");
            value(depth - 1);
            if (i > 1) words(",");
        }
        return words(")");
    }

    private RandomScript record(int depth) {
        words("{", any(WORDS), ":").expr(depth - 1);
        if (random.nextBoolean()) words(",", "in", ":", "[", "{", "}", "]");
        if (random.nextBoolean()) words(",");
        return words("}");
    }

    private RandomScript list(int depth, int least, boolean bracketed) {
        int items = least + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            expr(depth - 1);
            if (i < items - 1 || bracketed && random.nextBoolean()) words(",");
        }
        return this;
    }

    private RandomScript words(String... words) {
        for (String word : words) out.add(new Word(word, false));
        return this;
    }

    private RandomScript tight(String word) {
        out.add(new Word(word, true));
        return this;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
