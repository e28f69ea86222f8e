package assay.cli;

import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import assay.run.Talk;
import assay.show.LiveView;
import assay.show.Screen;
import assay.show.Show;
import java.io.PrintStream;

/** The terminal or files that a run talks to: results on standard output, progress on standard error. */
record Console(Screen results, LiveView live) implements AutoCloseable {

    /** @param json results for people go to standard error, where they do not mix with the document */
    static Console open(boolean json, boolean quiet) {
        boolean colour = colour();
        Screen progress = Screen.standardError(colour);
        Screen results = json ? progress : Screen.standardOutput(colour);
        if (json && quiet) results = Screen.lines(new PrintStream(PrintStream.nullOutputStream()));
        return new Console(results, new LiveView(progress, quiet));
    }

    /** Only how far it is; what is found is for the program. */
    static Console progress() {
        return new Console(
                Screen.lines(new PrintStream(PrintStream.nullOutputStream())),
                new LiveView(Screen.standardError(colour()), false));
    }

    /** Lines without colour, whatever there is at the other end. */
    static Console plain() {
        return new Console(Screen.lines(System.out), new LiveView(Screen.lines(System.err), false));
    }

    /** Whether colour is welcome where there is a terminal. */
    static boolean colour() {
        String no = System.getenv("NO_COLOR");
        return no == null || no.isEmpty();
    }

    Talk talk(Verbs verbs) {
        return new Talk(
                results, live, new Show(verbs.all().stream().map(Verb::spec).toList()));
    }

    @Override
    public void close() {
        live.close();
        results.out().flush();
    }

    /** Wipes away the line that Java prints about its incubator module, if the launcher says that it stands there. */
    static void wipeIncubatorWarning() {
        if (System.getProperty("assay.wipe") != null) System.err.print("\033[1A\033[2K\r");
    }
}
