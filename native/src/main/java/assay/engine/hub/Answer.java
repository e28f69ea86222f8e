package assay.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A server's answer; its body is untrusted and not read yet.
 *
 * @param elsewhere whether another server than the hub itself gave it
 */
record Answer(int status, HttpHeaders headers, InputStream body, boolean elsewhere) implements AutoCloseable {

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    boolean ok() {
        return status == 200 || status == 206;
    }

    /**
     * Whether the same question may be answered better in a while. The addresses of other servers are signed and expire;
     * the hub gives new ones.
     */
    boolean passing() {
        return elsewhere || status == 408 || status == 429 || status >= 500;
    }

    /** How long the server wants to be left alone, in seconds or until a date. */
    Optional<Duration> retryAfter() {
        return header("Retry-After").map(String::strip).flatMap(Answer::duration);
    }

    private static Optional<Duration> duration(String text) {
        if (text.matches("\\d{1,9}")) return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }

    /** Gives the rest up; the connection is not worth keeping. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException gone) {
            // There is nothing left that could go wrong.
        }
    }
}
