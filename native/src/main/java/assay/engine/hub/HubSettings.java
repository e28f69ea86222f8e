package assay.engine.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the hub and its cache are, as Hugging Face's own tools find them.
 *
 * @param cache HF_HUB_CACHE, or {@code hub} below HF_HOME
 * @param endpoint HF_ENDPOINT, without a slash at its end
 * @param token sent to the endpoint's host only
 * @param offline whether HF_HUB_OFFLINE forbids the network
 */
public record HubSettings(Path cache, URI endpoint, Optional<String> token, boolean offline) {
    private static final String HUB = "https://huggingface.co";
    private static final List<String> TRUE = List.of("1", "ON", "YES", "TRUE");
    private static final int LONGEST_TOKEN = 4096;
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+|\\{\\w+\\})");

    /**
     * Reads the environment's variables and, if it is there, the file with the token.
     *
     * @param home the user's
     * @throws HubException if a variable holds what it cannot mean
     */
    public static HubSettings of(Map<String, String> environment, Path home) {
        Variables variables = new Variables(environment, home);
        Path caches = variables.path("XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        Path hfHome = variables.path("HF_HOME").orElse(caches.resolve("huggingface"));
        Path cache = variables
                .path("HF_HUB_CACHE")
                .or(() -> variables.path("HUGGINGFACE_HUB_CACHE"))
                .orElse(hfHome.resolve("hub"));
        Path tokenFile = variables.path("HF_TOKEN_PATH").orElse(hfHome.resolve("token"));
        Optional<String> token = variables.flag("HF_HUB_DISABLE_IMPLICIT_TOKEN")
                ? Optional.empty()
                : variables
                        .text("HF_TOKEN")
                        .or(() -> variables.text("HUGGING_FACE_HUB_TOKEN"))
                        .or(() -> read(tokenFile));
        boolean offline = variables.flag("HF_HUB_OFFLINE") || variables.flag("TRANSFORMERS_OFFLINE");
        return new HubSettings(
                cache.toAbsolutePath().normalize(),
                endpoint(variables.text("HF_ENDPOINT").orElse(HUB)),
                token.map(HubSettings::token),
                offline);
    }

    /** Those of this process. */
    public static HubSettings standard() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    private static URI endpoint(String text) {
        try {
            URI uri = URI.create(text.replaceFirst("/+$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (List.of("http", "https").contains(scheme) && uri.getHost() != null && plain) return uri;
        } catch (IllegalArgumentException noUri) {
            // Said below, as for an address that is not of the web.
        }
        throw new HubException("HF_ENDPOINT is `" + text + "`; it must be an address such as " + HUB);
    }

    /** A token is never part of a message. */
    private static String token(String text) {
        boolean sound = text.length() <= LONGEST_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 127);
        if (!sound)
            throw new HubException("the token for the hub holds characters that no token has; set HF_TOKEN anew");
        return text;
    }

    private static Optional<String> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_TOKEN) return Optional.empty();
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private record Variables(Map<String, String> environment, Path home) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        boolean flag(String name) {
            return text(name)
                    .filter(text -> TRUE.contains(text.toUpperCase(Locale.ROOT)))
                    .isPresent();
        }

        /** A path, in which {@code ~} and {@code $NAME} stand for what they do in a shell. */
        Optional<Path> path(String name) {
            return text(name).map(text -> {
                String whole = VARIABLE.matcher(text).replaceAll(this::variable);
                try {
                    if (whole.equals("~")) return home;
                    return whole.startsWith("~/") ? home.resolve(whole.substring(2)) : Path.of(whole);
                } catch (InvalidPathException e) {
                    throw new HubException(name + " is `" + text + "`; it must be a path");
                }
            });
        }

        private String variable(MatchResult match) {
            String name = match.group(1).replaceAll("[{}]", "");
            return Matcher.quoteReplacement(environment.getOrDefault(name, match.group()));
        }
    }
}
