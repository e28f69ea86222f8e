package assay.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a model as the hub lists it.
 *
 * @param name a plain file name
 * @param size bytes
 * @param hash names the blob: SHA-256 of a large file (64 digits), else Git's SHA-1 (40 digits)
 */
record RemoteFile(String name, long size, String hash) {
    private static final int BUFFER = 1 << 18;

    /** Whether a file holds exactly this. */
    boolean is(Path file) throws IOException {
        if (Files.size(file) != size) return false;
        MessageDigest digest = digest(hash.length() == 64 ? "SHA-256" : "SHA-1");
        if (hash.length() == 40) digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hash);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has both
        }
    }
}
