package assay.show;

/**
 * How text for people is laid out.
 *
 * @param width columns there are
 * @param color whether escape sequences for colour are written
 * @param top rows of a table shown
 */
public record Look(int width, boolean color, int top) {

    private static final int NARROWEST = 12;

    public Look {
        width = Math.max(width, NARROWEST);
        top = Math.max(top, 0);
    }

    public static Look plain(int width) {
        return new Look(width, false, 10);
    }

    public Look top(int rows) {
        return new Look(width, color, rows);
    }

    Look width(int columns) {
        return new Look(columns, color, top);
    }
}
