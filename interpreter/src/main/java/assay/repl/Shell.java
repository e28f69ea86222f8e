package assay.repl;

import assay.grammar.Source;
import assay.run.Session;
import assay.run.Status;
import java.util.Locale;
import java.util.Optional;

/** Does what an entry says: runs statements, obeys commands, answers `help`. */
final class Shell {
    private static final String SOURCE = "<repl>";

    private static final double NANOS = 1e9;

    private final Session session;
    private final Handbook handbook;
    private final Desk desk;
    private final Commands commands;
    private boolean timed;

    Shell(Session session, Handbook handbook, Desk desk) {
        this.session = session;
        this.handbook = handbook;
        this.desk = desk;
        this.commands = new Commands(this, session, handbook, desk);
    }

    /**
     * What an entry came to.
     *
     * @param status as of a script
     * @param leaves whether the session ends here
     */
    record Reply(Status status, boolean leaves) {
        static final Reply FINE = new Reply(Status.OK, false);
        static final Reply WRONG = new Reply(Status.WRONG_SCRIPT, false);
        static final Reply LEAVE = new Reply(Status.OK, true);
    }

    Reply enter(String text) {
        return enter(new Source(SOURCE, text));
    }

    /** @param source holds one entry, whatever blank lines it begins with */
    Reply enter(Source source) {
        String text = source.text();
        String word = text.strip();
        if (word.isEmpty()) return Reply.FINE;
        if (Input.isCommand(text)) return commands.obey(word.substring(1));
        boolean free = !session.names().has(word.split("\\s", 2)[0]);
        if (free && (word.equals("quit") || word.equals("exit"))) return Reply.LEAVE;
        if (free && word.matches("help(\\s+\\S+)?"))
            return help(word.substring("help".length()).strip());
        return run(source);
    }

    Reply run(Source source) {
        long start = System.nanoTime();
        Session.Answer answer = session.enter(source);
        if (!answer.problems().isEmpty()) desk.problems().print(answer.problems());
        if (answer.status() == Status.INTERRUPTED)
            desk.say("interrupted; the session is as it was before this statement");
        if (desk.debug()) answer.cause().ifPresent(Throwable::printStackTrace);
        if (timed) desk.say(String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - start) / NANOS));
        desk.out().flush();
        return new Reply(answer.status(), false);
    }

    Reply help(String topic) {
        if (topic.isEmpty()) {
            desk.out().print(handbook.overview());
            return Reply.FINE;
        }
        Optional<String> page = handbook.page(topic);
        if (page.isEmpty()) {
            String meant = handbook.suggestion(topic)
                    .map(word -> "; did you mean `" + word + "`?")
                    .orElse("; `help` lists all there is");
            desk.say("the manual has nothing about `" + topic + "`" + meant);
            return Reply.WRONG;
        }
        desk.out().print(page.get());
        return Reply.FINE;
    }

    void timed(boolean on) {
        timed = on;
    }
}
