package assay.run;

import assay.files.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The mark of what this user's own Assay has computed: whoever shares a directory of runs could otherwise put results in
 * it that nobody has found, and a script that is run there to see whether it holds would take them for its own.
 */
public final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] key;

    Seal(byte[] key) {
        this.key = key.clone();
    }

    /** The user's, made when it is first needed; nothing where there is no place to keep it. */
    public static Optional<Seal> of(State state) {
        Path file = state.file("seal");
        try {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            State.make(file, fresh);
            if (!Files.isRegularFile(file) || Files.size(file) != BYTES) return Optional.empty();
            return Optional.of(new Seal(Files.readAllBytes(file)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    String on(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    boolean isOn(String text, String seal) {
        return MessageDigest.isEqual(
                on(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }
}
