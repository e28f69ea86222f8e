package assay.cli;

import picocli.CommandLine.Command;

/** {@code assay version}. */
@Command(name = "version", description = "Say which Assay, Java and system this is.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("assay " + Version.NUMBER + ", Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}
