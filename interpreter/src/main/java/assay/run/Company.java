package assay.run;

import assay.lib.verb.Partner;
import java.util.List;
import java.util.Optional;

/** Whoever sits at the other end of a session, and what they have said; nobody while a script runs. */
public final class Company {
    private Optional<Partner> partner = Optional.empty();
    private List<String> said = List.of();

    /** Somebody has sat down. */
    public void welcome(Partner newcomer) {
        partner = Optional.of(newcomer);
    }

    Optional<Partner> partner() {
        return partner.map(Heard::new);
    }

    /** The lines of the last chat, once. */
    List<String> said() {
        List<String> lines = said;
        said = List.of();
        return lines;
    }

    /** A partner whose lines are noted. */
    private final class Heard implements Partner {
        private final Partner partner;

        Heard(Partner partner) {
            this.partner = partner;
        }

        @Override
        public Optional<String> line() {
            return partner.line();
        }

        @Override
        public void hear(String piece) {
            partner.hear(piece);
        }

        @Override
        public void end() {
            partner.end();
        }

        @Override
        public void note(String sentence) {
            partner.note(sentence);
        }

        @Override
        public void over(List<String> lines) {
            said = lines;
        }

        @Override
        public void save(String path, String text) {
            partner.save(path, text);
        }
    }
}
