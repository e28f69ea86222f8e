package assay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A hub on this machine that has one model, {@code owner/qilin}, from the examples. */
final class ServedModel implements AutoCloseable {
    static final String COMMIT = "7f0dc92aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final Path QILIN = Path.of("../examples/models/qilin");

    final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> files = new TreeMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    /** Weights beyond half of them are held back until this is counted down. */
    volatile CountDownLatch half = new CountDownLatch(0);

    ServedModel() throws IOException {
        try (var all = Files.list(QILIN)) {
            for (Path file : all.toList()) files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The environment of a process that uses this hub, and a cache of its own. */
    Map<String, String> environment(Path home) {
        return Map.of("HF_ENDPOINT", address(), "HF_HOME", home.toString(), "HF_TOKEN", "", "HF_HUB_OFFLINE", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.startsWith("/api/models/owner/qilin/revision/"))
                send(exchange, ("{\"sha\": \"" + COMMIT + "\"}").getBytes(StandardCharsets.UTF_8));
            else if (path.equals("/api/models/owner/qilin/tree/" + COMMIT))
                send(exchange, listing().getBytes(StandardCharsets.UTF_8));
            else if (path.startsWith("/owner/qilin/resolve/" + COMMIT + "/") && files.containsKey(name))
                send(exchange, files.get(name));
            else {
                exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException, InterruptedException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
            requests.add(range);
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        int middle = Math.max(from, bytes.length / 2);
        exchange.getResponseBody().write(bytes, from, middle - from);
        exchange.getResponseBody().flush();
        if (bytes.length > 1_000_000) half.await();
        exchange.getResponseBody().write(bytes, middle, bytes.length - middle);
    }

    private String listing() {
        return files.entrySet().stream()
                .map(file -> {
                    String hash = hash(file.getKey());
                    String lfs = hash.length() == 40
                            ? ""
                            : ", \"lfs\": {\"oid\": \"" + hash + "\", \"size\": " + file.getValue().length + "}";
                    return "{\"type\": \"file\", \"path\": \"" + file.getKey() + "\", \"size\": "
                            + file.getValue().length + ", \"oid\": \"" + (lfs.isEmpty() ? hash : "0".repeat(40)) + "\""
                            + lfs + "}";
                })
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The name of a file's blob. */
    String hash(String name) {
        byte[] bytes = files.get(name);
        try {
            if (name.endsWith(".safetensors"))
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        half.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
