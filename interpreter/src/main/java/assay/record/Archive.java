package assay.record;

import assay.lib.verb.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a zip that anybody may have made: into one directory, plain files only, and not more than there is room for. */
final class Archive {
    static final int MOST_ENTRIES = 10_000;
    static final long LARGEST = 1L << 30;

    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_PART = 200;
    private static final int DEEPEST = 16;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Set<String> names = new HashSet<>();
    private final long largest;
    private long left;

    /** @param largest how many bytes may come out */
    Archive(Path file, long largest) {
        this.file = file;
        this.largest = largest;
        this.left = largest;
    }

    /** Unpacks a file into a directory that is empty; a {@link Failure} says what is wrong with it. */
    static void unpack(Path file, Path directory) {
        new Archive(file, LARGEST).into(directory);
    }

    void into(Path directory) {
        try {
            if (Files.size(file) > largest) throw refused("is larger than " + (largest >> 20) + " MB");
            EntryKinds.check(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                if (zip.size() > MOST_ENTRIES) throw refused("holds more than " + MOST_ENTRIES + " files");
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); )
                    entry(zip, all.nextElement(), directory);
            }
        } catch (ZipException | IllegalArgumentException damaged) {
            throw refused("is damaged, or no zip at all");
        } catch (IOException e) {
            throw refused("cannot be read or unpacked (" + e.getMessage() + ")");
        }
    }

    private void entry(ZipFile zip, ZipEntry entry, Path directory) throws IOException {
        String name = entry.getName();
        check(name);
        if (!names.add(folded(name))) throw refused("holds " + quoted(name) + " twice");
        if (entry.isDirectory()) return;
        Path target = directory.resolve(name).normalize();
        if (!target.startsWith(directory)) throw refused("holds " + quoted(name) + ", which leads out of it");
        for (Path above = target.getParent(); !above.equals(directory); above = above.getParent())
            if (Files.isRegularFile(above))
                throw refused("holds a file below the file "
                        + quoted(above.getFileName().toString()));
        if (Files.exists(target)) throw refused("holds " + quoted(name) + " as a file and as a directory");
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            copy(in, out);
        }
    }

    /** Counts what really comes out: what a zip says about its sizes need not be true. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            left -= n;
            if (left < 0) throw refused("holds more than " + (largest >> 20) + " MB");
            out.write(chunk, 0, n);
        }
    }

    private void check(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) throw refused("holds a name that is empty or too long");
        if (name.startsWith("/")) throw refused("holds the absolute path " + quoted(name));
        boolean odd = name.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':' || c == 0x7f);
        if (odd) throw refused("holds " + quoted(name) + ", which is no plain path");
        String[] parts = name.split("/", -1);
        if (parts.length > DEEPEST) throw refused("holds directories more than " + DEEPEST + " deep");
        for (int i = 0; i < parts.length; i++) {
            boolean end = i == parts.length - 1 && parts[i].isEmpty(); // of a directory
            if (parts[i].equals("..")) throw refused("holds " + quoted(name) + ", which leads out of it");
            if (!end && (parts[i].isEmpty() || parts[i].equals(".") || parts[i].length() > LONGEST_PART))
                throw refused("holds " + quoted(name) + ", which is no plain path");
        }
    }

    /** Names that some file system takes for the same. */
    private static String folded(String name) {
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return Normalizer.normalize(plain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Nothing that would move a terminal's cursor. */
    private static String quoted(String name) {
        String harmless = name.replaceAll("\\p{C}", "?");
        return "`" + (harmless.length() > LONGEST_PART ? harmless.substring(0, LONGEST_PART) + "..." : harmless) + "`";
    }

    private Failure refused(String what) {
        return new Failure("the packed run " + file.getFileName() + " " + what + "; it is not opened");
    }
}
