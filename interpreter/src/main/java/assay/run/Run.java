package assay.run;

import assay.check.Program;
import assay.engine.model.Model;
import assay.files.Folder;
import assay.lib.value.Value;
import assay.lib.verb.Lab;
import assay.lib.verb.Partner;
import assay.lib.verb.Progress;
import assay.lib.verb.Verb;
import assay.lib.verb.Verbs;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the parts of a running script share.
 *
 * @param imported the names of imported scripts, each run once
 */
record Run(
        Verbs verbs,
        Folder folder,
        Models models,
        Seeds seeds,
        Steps steps,
        Talk talk,
        Notebook notebook,
        RunDirectory directory,
        Kept kept,
        Effort effort,
        Preludes preludes,
        Company company,
        Map<Program, Env> imported) {

    static Run of(
            Verbs verbs,
            Folder folder,
            Models models,
            Seeds seeds,
            Steps steps,
            Talk talk,
            Notebook notebook,
            RunDirectory directory,
            Kept kept) {
        return new Run(
                verbs,
                folder,
                models,
                seeds,
                steps,
                talk,
                notebook,
                directory,
                kept,
                new Effort(),
                new Preludes(),
                new Company(),
                new IdentityHashMap<>());
    }

    Verb verb(String name) {
        return verbs.find(name).orElseThrow();
    }

    /** The surroundings of an experiment that starts now. */
    Lab lab(Kept.Experiment experiment) {
        long seed = seeds.seed();
        Progress progress = new Interruptible(talk.progress(), steps);
        return new Lab() {
            @Override
            public long seed() {
                return seed;
            }

            @Override
            public Progress progress() {
                return progress;
            }

            @Override
            public Optional<Value.Rec> prelude(String name) {
                return preludes.find(name, Run.this);
            }

            @Override
            public Optional<Value.Rec> prelude(String from, String to) {
                return preludes.about(from, to, Run.this);
            }

            @Override
            public Model steered(Model model, String phrase) {
                return new Aside(Run.this).steered(model, phrase);
            }

            @Override
            public Optional<Partner> partner() {
                return company.partner();
            }

            @Override
            public Value kept(String part, Supplier<Value> computation) {
                return experiment.part(part, computation);
            }
        };
    }

    /** The names of an imported script. */
    Env imported(Program program, Supplier<Env> first) {
        Env known = imported.get(program);
        if (known != null) return known;
        Env fresh = first.get();
        imported.put(program, fresh);
        return fresh;
    }

    /** Stops an experiment of an interrupted run at its next sign of life. */
    private record Interruptible(Progress progress, Steps steps) implements Progress {
        @Override
        public void step(String what, long done, long total) {
            steps.check();
            progress.step(what, done, total);
        }

        @Override
        public void live(Snapshot snapshot) {
            steps.check();
            progress.live(snapshot);
        }
    }
}
