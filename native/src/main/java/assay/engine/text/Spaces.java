package assay.engine.text;

/** Unicode white space, all of which lies in the basic plane. */
final class Spaces {
    private Spaces() {}

    static boolean is(int c) {
        return c >= 0x09 && c <= 0x0d || c == 0x85 || Character.isSpaceChar(c);
    }

    /** The first index from here on that is not white space. */
    static int after(String text, int from) {
        int at = from;
        while (at < text.length() && is(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of what stands before the white space that ends here. */
    static int before(String text, int to) {
        int at = to;
        while (at > 0 && is(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
