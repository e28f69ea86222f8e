package assay.engine.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A hub on this machine with one model, that can be told to misbehave. */
final class HubServer implements AutoCloseable {
    static final String ID = "owner/tiny";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** What a server does instead of answering well. */
    interface Trick {
        /**
         * Whether it has answered.
         *
         * @param time how often it was asked before
         */
        boolean answers(HttpExchange exchange, int time) throws IOException;
    }

    record Request(String path, String token, String range) {}

    private record Bound(String part, Trick trick, AtomicInteger times) {}

    final Map<String, byte[]> files = new TreeMap<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    String listing;
    private final List<Bound> tricks = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        file("config.json", "{\"model_type\": \"qwen2\"}");
        file("tokenizer.json", "{}");
        file("tokenizer_config.json", "{\"chat_template\": \"x\"}");
        file("README.md", "# Tiny");
        file("pytorch_model.bin", "pickle");
        file("model.py", "print('code')");
        files.put("model.safetensors", weights(300_000, 1));
    }

    static byte[] weights(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    void file(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** For requests whose path contains {@code part}. */
    void trick(String part, Trick trick) {
        tricks.add(new Bound(part, trick, new AtomicInteger()));
    }

    List<String> paths() {
        return requests.stream().map(Request::path).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(new Request(
                path,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Range")));
        try (exchange) {
            for (Bound bound : tricks) {
                if (path.contains(bound.part) && bound.trick.answers(exchange, bound.times.getAndIncrement())) return;
            }
            answer(exchange, path);
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        String api = "/api/models/" + ID;
        String resolve = "/" + ID + "/resolve/" + COMMIT + "/";
        if (path.startsWith(api + "/revision/")) {
            text(exchange, 200, "{\"sha\": \"" + COMMIT + "\"}");
        } else if (path.equals(api + "/tree/" + COMMIT)) {
            text(exchange, 200, listing == null ? listing() : listing);
        } else if (path.startsWith(resolve) && files.containsKey(path.substring(resolve.length()))) {
            file(exchange, files.get(path.substring(resolve.length())));
        } else {
            text(exchange, 404, "{}");
        }
    }

    /** A file, or the rest of it. */
    static void file(HttpExchange exchange, byte[] bytes) throws IOException {
        int from = from(exchange);
        if (from > 0) {
            rest(exchange, bytes, from, bytes.length - from);
        } else {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The first byte that is asked for. */
    static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    /** Some bytes from the rest of a file, announced as all of the rest. */
    static void rest(HttpExchange exchange, byte[] bytes, int from, int count) throws IOException {
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(206, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, count);
        exchange.getResponseBody().flush();
    }

    /** The first bytes of a file, announced as all of it. */
    static void part(HttpExchange exchange, byte[] bytes, int count) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, count);
        exchange.getResponseBody().flush();
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** As the hub lists them: what is binary is stored apart. */
    String listing() {
        return files.entrySet().stream()
                .map(file -> entry(file.getKey(), file.getValue()))
                .collect(Collectors.joining(
                        ", ", "[{\"type\": \"directory\", \"oid\": \"x\", \"path\": \"onnx\"}, ", "]"));
    }

    static String entry(String name, byte[] bytes) {
        String lfs = stored(name)
                ? ", \"lfs\": {\"oid\": \"" + hash(name, bytes) + "\", \"size\": " + bytes.length
                        + ", \"pointerSize\": 134}"
                : "";
        String oid = stored(name) ? "f".repeat(40) : hash(name, bytes);
        return "{\"type\": \"file\", \"oid\": \"" + oid + "\", \"size\": " + bytes.length + lfs + ", \"path\": \""
                + name + "\"}";
    }

    private static boolean stored(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".bin");
    }

    /** The name of a file's blob. */
    static String hash(String name, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance(stored(name) ? "SHA-256" : "SHA-1");
            if (!stored(name)) digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String hash(String name) {
        return hash(name, files.get(name));
    }

    /** Holds an answer back until the test is over. */
    void hold() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
