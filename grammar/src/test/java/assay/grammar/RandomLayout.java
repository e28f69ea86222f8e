package assay.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Writes statements with line breaks, blanks and comments wherever the language allows them. */
final class RandomLayout {
    private static final List<String> COMMENTS = List.of("#", "# why", "#tight  ", "# \"no text\" { ( [", "# 😀 é");
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");
    /** No blank is needed beside these, but one may stand there. */
    private static final Set<String> LOOSE = Set.of(")", "]", "}", ",", ":", ".", "..", "->", "==", "<=", "=");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    /** For each open bracket, innermost first, the indentation of its statements; -1 where lines mean nothing. */
    private final Deque<Integer> frames = new ArrayDeque<>();

    private int lineIndent;
    private String before = "";

    private RandomLayout(Random random) {
        this.random = random;
    }

    static String of(Random random, List<List<RandomScript.Piece>> statements) {
        RandomLayout layout = new RandomLayout(random);
        if (random.nextInt(20) == 0) layout.out.append("\uFEFF");
        layout.emptyLines();
        layout.lines(statements, false);
        layout.emptyLines();
        String text = layout.out.toString();
        if (random.nextInt(10) == 0) text = text.replace("\n", "\r\n");
        return random.nextInt(4) == 0 ? text.stripTrailing() : text;
    }

    /** Statements on lines of their own, none indented deeper than the one before it. */
    private void lines(List<List<RandomScript.Piece>> statements, boolean clauses) {
        int indent = random.nextInt(7);
        boolean shared = false;
        for (int i = 0; i < statements.size(); i++) {
            if (shared) blanks();
            else indent(indent = random.nextInt(4) == 0 ? random.nextInt(indent + 1) : indent);
            statement(statements.get(i), indent);
            shared = clauses && i + 1 < statements.size() && random.nextBoolean();
            if (!shared) endLine();
        }
    }

    /** @param indent of the line on which it began, or on which the one before it did where they share a line */
    private void statement(List<RandomScript.Piece> pieces, int indent) {
        frames.push(indent);
        before = "";
        for (RandomScript.Piece piece : pieces) {
            switch (piece) {
                case RandomScript.Word word -> {
                    if (!before.isEmpty()) between(word);
                    write(word.text());
                }
                case RandomScript.Braces braces -> {
                    between(new RandomScript.Word("{", false));
                    braces(braces);
                }
            }
        }
        frames.pop();
    }

    private void write(String word) {
        if (CLOSING.contains(word)) frames.pop();
        if (OPENING.contains(word)) frames.push(-1);
        out.append(word);
        before = word;
    }

    private void braces(RandomScript.Braces braces) {
        out.append("{");
        boolean oneLine = braces.statements().size() < 2 && random.nextInt(3) == 0;
        if (oneLine) {
            blanks();
            int indent = lineIndent;
            braces.statements().forEach(statement -> statement(statement, indent));
            blanks();
        } else {
            endLine();
            lines(braces.statements(), braces.clauses());
            emptyLines();
            indent(random.nextInt(5));
        }
        out.append("}");
        before = "}";
    }

    private void between(RandomScript.Word word) {
        if (word.tight()) return;
        boolean needed = !LOOSE.contains(word.text()) && !LOOSE.contains(before) && !OPENING.contains(before)
                || OPENING.contains(word.text()) && !OPENING.contains(before)
                || before.equals("-")
                || before.equals(",") && Character.isDigit(word.text().charAt(0)); // `1,2.5` is refused
        boolean block = frames.peek() >= 0;
        int deeper = block ? frames.peek() + 1 : 0;
        switch (random.nextInt(12)) {
            case 0 -> {
                comment();
                if (!block) emptyLines();
                indent(deeper + random.nextInt(6));
            }
            case 1 -> {
                out.append('\n');
                if (random.nextInt(4) == 0) out.append("  \n\n");
                indent(deeper + random.nextInt(6));
            }
            case 2, 3 -> blanks();
            default -> out.append(needed ? " " : "");
        }
    }

    private void blanks() {
        out.append(random.nextInt(5) == 0 ? "\t" : " ".repeat(1 + random.nextInt(2)));
    }

    private void comment() {
        out.repeat(' ', random.nextInt(3))
                .append(COMMENTS.get(random.nextInt(COMMENTS.size())))
                .append('\n');
    }

    private void endLine() {
        if (random.nextInt(5) == 0) comment();
        else out.append(random.nextInt(8) == 0 ? "  \n" : "\n");
        emptyLines();
    }

    /** Empty lines, and lines that hold only a comment. */
    private void emptyLines() {
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            out.repeat(' ', random.nextInt(6));
            if (random.nextBoolean()) comment();
            else out.append('\n');
        }
    }

    private void indent(int columns) {
        lineIndent = columns;
        if (columns >= 4 && random.nextInt(4) == 0) out.append('\t').repeat(' ', columns - 4);
        else out.repeat(' ', columns);
    }
}
