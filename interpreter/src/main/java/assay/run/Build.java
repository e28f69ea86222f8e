package assay.run;

import assay.engine.model.Model;
import assay.files.Digest;
import assay.grammar.Source;
import assay.lib.verb.Verbs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which build of Assay this is: another one may find other results, whatever its version is called. */
final class Build {
    /** Of the jars or class files of all of Assay's modules. */
    static final String DIGEST = digest();

    private Build() {}

    private static String digest() {
        StringBuilder digests = new StringBuilder();
        for (Class<?> module : List.of(Source.class, Model.class, Verbs.class, Build.class)) {
            try (Stream<Path> files = Files.walk(Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
                files.filter(Files::isRegularFile).sorted().map(Digest::of).forEach(digests::append);
            } catch (IOException e) {
                throw new UncheckedIOException("Assay's own files cannot be read", e);
            } catch (URISyntaxException e) {
                throw new IllegalStateException("Java names the places of classes by URIs", e);
            }
        }
        return Digest.of(digests.toString());
    }
}
