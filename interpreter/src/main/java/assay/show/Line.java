package assay.show;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a view. Text enters only through {@link Piece}, which makes it harmless. */
record Line(List<Piece> pieces) {

    static final Line EMPTY = new Line(List.of());

    /** Text in one ink, without anything that a terminal would obey. */
    record Piece(String text, Ink ink) {
        Piece {
            text = Glyphs.visible(text);
        }

        int width() {
            return Glyphs.width(text);
        }
    }

    static Line of(String text) {
        return of(text, Ink.PLAIN);
    }

    static Line of(String text, Ink ink) {
        return text.isEmpty() ? EMPTY : new Line(List.of(new Piece(text, ink)));
    }

    Line then(String text) {
        return then(text, Ink.PLAIN);
    }

    Line then(String text, Ink ink) {
        return then(of(text, ink));
    }

    Line then(Line other) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(other.pieces);
        return new Line(List.copyOf(all));
    }

    int width() {
        return pieces.stream().mapToInt(Piece::width).sum();
    }

    boolean isBlank() {
        return pieces.stream().allMatch(piece -> piece.text().isBlank());
    }

    /** At most {@code width} columns; what is missing is marked by {@code …}. */
    Line cut(int width) {
        if (width() <= width) return this;
        List<Piece> kept = new ArrayList<>();
        int room = width;
        for (Piece piece : pieces) {
            int wide = piece.width();
            if (wide >= room) {
                kept.add(new Piece(
                        wide == room
                                ? Glyphs.clip(piece.text(), room - 1) + Glyphs.MORE
                                : Glyphs.cut(piece.text(), room),
                        piece.ink()));
                break;
            }
            kept.add(piece);
            room -= wide;
        }
        return new Line(List.copyOf(kept));
    }

    Line padRight(int width) {
        return then(" ".repeat(Math.max(0, width - width())));
    }

    Line padLeft(int width) {
        return of(" ".repeat(Math.max(0, width - width()))).then(this);
    }

    /** All of it in one ink. */
    Line inked(Ink ink) {
        return new Line(
                pieces.stream().map(piece -> new Piece(piece.text(), ink)).toList());
    }

    /** With a space at each end, in the ink of that end. */
    Line framed() {
        return of(" ", pieces.getFirst().ink())
                .then(this)
                .then(" ", pieces.getLast().ink());
    }

    Line indent(int columns) {
        return of(" ".repeat(columns)).then(this);
    }

    /** The line as it is written, without plain spaces at its end. */
    String render(boolean color) {
        String text = pieces.stream()
                .map(piece -> color ? piece.ink().paint(piece.text()) : piece.text())
                .collect(Collectors.joining());
        return text.stripTrailing();
    }

    /** Columns that {@link #render} takes. */
    int extent(boolean color) {
        String text = pieces.stream()
                .map(piece -> color && piece.ink() != Ink.PLAIN ? "x".repeat(piece.width()) : piece.text())
                .collect(Collectors.joining());
        return Glyphs.width(text.stripTrailing());
    }

    static String render(List<Line> lines, boolean color) {
        return lines.stream().map(line -> line.render(color)).collect(Collectors.joining("\n"));
    }
}
