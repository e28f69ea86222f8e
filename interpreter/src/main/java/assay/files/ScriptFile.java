package assay.files;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of a script and where it came from.
 *
 * @param name how messages call it
 * @param key tells one file from another, however its path is written
 * @param folder what it may read; a prelude reads nothing
 */
public record ScriptFile(String name, String key, String text, Optional<Folder> folder) {
    private static final long LARGEST = 4 << 20;

    /** The script that is started; a {@link Failure} says why it cannot be read. */
    public static ScriptFile started(String written) {
        if (written.equals("-")) return standardInput();
        Path path = path(written);
        if (!Files.exists(path)) throw new Failure("there is no script `" + written + "`");
        if (Files.isDirectory(path)) throw new Failure("`" + written + "` is a directory; name a script in it");
        return read(path, path.getFileName().toString(), Folder.of(path));
    }

    private static Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            throw new Failure("`" + written + "` cannot be a path here; if its letters are not ASCII, "
                    + "set a UTF-8 locale, e.g. LC_ALL=C.UTF-8");
        }
    }

    private static ScriptFile standardInput() {
        try {
            byte[] bytes = System.in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) throw new Failure("standard input is too large for a script");
            return new ScriptFile("stdin", "stdin", decoded(bytes, "stdin"), Optional.of(Folder.of(Path.of("stdin"))));
        } catch (IOException e) {
            throw new Failure("standard input cannot be read");
        }
    }

    /** A script that another one imports. */
    public static ScriptFile imported(Folder folder, String written) {
        Path path = folder.file(written);
        return read(path, folder.root().relativize(path).toString(), folder.below(path));
    }

    /** The names of the standard library's preludes. */
    public static List<String> preludes() {
        return List.of("colors");
    }

    /** A prelude of the standard library. */
    public static ScriptFile prelude(String name) {
        String resource = "/prelude/" + name + ".exp";
        try (InputStream in = Folder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new Failure("there is no prelude `" + name + "`; a file is imported by its path in quotes");
            }
            return new ScriptFile(
                    name, resource, new String(in.readAllBytes(), StandardCharsets.UTF_8), Optional.empty());
        } catch (IOException e) {
            throw new Failure("the prelude `" + name + "` cannot be read");
        }
    }

    private static ScriptFile read(Path path, String name, Folder folder) {
        try {
            if (Files.size(path) > LARGEST) throw new Failure("`" + name + "` is too large for a script");
            String text = decoded(Files.readAllBytes(path), name);
            return new ScriptFile(name, path.toRealPath().toString(), text, Optional.of(folder));
        } catch (IOException e) {
            throw new Failure("the script `" + name + "` cannot be read; check its permissions");
        }
    }

    private static String decoded(byte[] bytes, String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Failure("`" + name + "` is not a script: it is not UTF-8 text");
        }
    }
}
