package assay.show;

/** How curves are told apart: by a mark as well as a colour, on a terminal and in a picture. */
enum SeriesStyle {
    BLUE('o', Ink.FIRST, "#1f6fb4", "#5aa9e6", ""),
    ORANGE('x', Ink.SECOND, "#c75b00", "#ff9e4a", "7 3"),
    GREEN('+', Ink.GOOD, "#00795a", "#3ecf9f", "2 3"),
    PINK('*', Ink.BAD, "#a8447f", "#f08cc6", "9 3 2 3"),
    YELLOW('#', Ink.WARNING, "#8a6d00", "#e6c84a", "4 2"),
    GRAY('@', Ink.NOBODY, "#5c6670", "#a9b4bf", "1 2");

    final char mark;
    final Ink ink;
    final String light;
    final String dark;
    final String dashes;

    SeriesStyle(char mark, Ink ink, String light, String dark, String dashes) {
        this.mark = mark;
        this.ink = ink;
        this.light = light;
        this.dark = dark;
        this.dashes = dashes;
    }

    static SeriesStyle of(int series) {
        return values()[series % values().length];
    }
}
