package assay;

import assay.cli.Assay;

/** The program: {@code assay run battle.exp}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Assay.execute(args));
    }
}
