package assay.doctor;

/**
 * One line of an examination.
 *
 * @param ill whether something is wrong and needs the user
 */
public record Finding(String about, String says, boolean ill) {
    static Finding well(String about, String says) {
        return new Finding(about, says, false);
    }

    static Finding ill(String about, String says) {
        return new Finding(about, says, true);
    }
}
