package assay.cli;

import assay.check.Check;
import assay.check.Program;
import assay.check.Vocabulary;
import assay.files.FileVerbs;
import assay.files.ScriptFile;
import assay.run.Registration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code assay register FILE}. */
@Command(
        name = "register",
        description =
                "Freeze a script's hypotheses before its results are known; later runs say whether they were changed.")
final class RegisterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The script.")
    private String script;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        ScriptFile file = ScriptFile.started(script);
        Program program = Check.script(
                file, Map.of(), new Vocabulary(FileVerbs.table(file.folder().orElseThrow())));
        if (!program.sound()) return new Report(false, false, false).wrong(file.name(), program.problems());
        Path written = Registration.register(program, file, Version.NUMBER);
        System.out.println("registered in " + written.getFileName() + "; keep it beside the script");
        return 0;
    }
}
