import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Fetches the pinned Maven for mvnw, checks it and unpacks it: {@code FetchMaven VERSION SHA512 TARGET}. */
class FetchMaven {
    public static void main(String[] args) throws Exception {
        String version = args[0];
        Path target = Path.of(args[2]);
        URI uri = URI.create(
                repository() + "/org/apache/maven/apache-maven/" + version + "/apache-maven-" + version + "-bin.zip");
        Files.createDirectories(target.getParent());
        Path zip = Files.createTempFile(target.getParent(), "maven", ".zip");
        Path unpacked = Files.createTempDirectory(target.getParent(), "maven");
        try {
            download(uri, zip);
            String found = sha512(zip);
            if (!found.equals(args[1])) fail("the Maven fetched from " + uri + " is not the one that is pinned (SHA-512 " + found + ")");
            unzip(zip, unpacked);
            install(unpacked.resolve("apache-maven-" + version), target);
        } catch (IOException e) {
            fail("cannot fetch Maven from " + uri + " (" + e + "); install Maven 3.9 yourself or set MVNW_REPOURL to a mirror");
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    /** Maven Central answers at Maven's own group id, read as a host; MVNW_REPOURL names a mirror instead. */
    private static String repository() {
        String mirror = System.getenv("MVNW_REPOURL");
        if (mirror != null && !mirror.isBlank()) return mirror.replaceAll("/+$", "");
        List<String> group = Arrays.asList("org.apache.maven".split("[.]"));
        Collections.reverse(group);
        return "https://repo." + String.join(".", group) + "/maven2";
    }

    private static void download(URI uri, Path file) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(10)).build();
        HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) throw new IOException("answer " + response.statusCode());
    }

    private static String sha512(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void unzip(Path zip, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) throw new IOException("the archive leaves its directory: " + entry.getName());
                if (entry.isDirectory()) Files.createDirectories(file);
                else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                    if (file.getFileName().toString().equals("mvn")) file.toFile().setExecutable(true);
                }
            }
        }
    }

    /** Another process may have been quicker; its copy is as good. */
    private static void install(Path unpacked, Path target) throws IOException {
        try {
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            if (!Files.isRegularFile(target.resolve("bin/mvn"))) throw e;
        }
    }

    private static void fail(String sentence) {
        System.err.println("mvnw: " + sentence);
        System.exit(1);
    }
}
