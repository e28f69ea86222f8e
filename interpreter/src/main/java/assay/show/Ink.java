package assay.show;

/** What a piece of text means, and the colour that says so; blue against orange is told apart by nearly everyone. */
enum Ink {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    FIRST("38;5;33"),
    SECOND("38;5;208"),
    NOBODY("38;5;245"),
    FIRST_CELL("38;5;255;48;5;25"),
    SECOND_CELL("38;5;16;48;5;214"),
    NOBODY_CELL("38;5;255;48;5;240");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }

    /** Of text about a player; players have index 0 and 1, anything else is nobody. */
    static Ink of(int player) {
        return player == 0 ? FIRST : player == 1 ? SECOND : NOBODY;
    }

    static Ink cellOf(int player) {
        return player == 0 ? FIRST_CELL : player == 1 ? SECOND_CELL : NOBODY_CELL;
    }
}
