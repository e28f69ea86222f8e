package assay.run;

import assay.engine.Engine;
import assay.files.Digest;
import assay.lib.verb.Failure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** lock.json: everything outside the script that its results rest on. */
final class Lock {
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode models;
    private final Optional<JsonNode> before;

    /** @param before that of the run that goes on, whose models must still be the same */
    Lock(String version, String script, Optional<JsonNode> before) {
        this.before = before;
        document.put("assay", version);
        script(script);
        ObjectNode java = document.putObject("java");
        java.put("version", Runtime.version().toString());
        java.put("vendor", System.getProperty("java.vendor"));
        java.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        models = document.putObject("models");
        before.ifPresent(lock -> resume(lock, version));
    }

    /** What the run has used so far stays locked, also if it is killed again before that is opened. */
    private void resume(JsonNode lock, String version) {
        String made = lock.path("assay").asText(version);
        if (!made.equals(version))
            throw new Failure("the run was started with Assay " + made + ", and this is " + version
                    + "; run the script anew, without --resume");
        if (lock.get("models") instanceof ObjectNode locked) models.setAll(locked);
        if (lock.get("engine") instanceof ObjectNode engine) document.set("engine", engine);
        if (lock.get("adapters") instanceof ObjectNode adapters) document.set("adapters", adapters.deepCopy());
    }

    /** The script as it stands now; that of a session grows. */
    void script(String text) {
        document.put("script", Digest.of(text));
    }

    private static void engine(ObjectNode entry, Engine engine) {
        entry.put("name", engine.name()).put("version", engine.version()).put("device", engine.device());
    }

    /** Adds a model with its engine and the hash of each of its files; the first one's engine is the run's. */
    void model(Models.Opened opened) {
        Path directory = opened.model().directory();
        ObjectNode model = models.putObject(opened.model().name());
        model.put("source", opened.source());
        opened.commit().ifPresent(commit -> model.put("revision", commit));
        engine(model.putObject("engine"), opened.model().engine());
        if (!document.has("engine")) document.set("engine", model.get("engine"));
        ObjectNode hashes = model.putObject("files");
        for (Path file : files(directory)) hashes.put(file.getFileName().toString(), Digest.of(file));
        model.put("tokenizer", hashes.path("tokenizer.json").asText());
        String template = template(directory);
        if (!template.isEmpty()) model.put("chat_template", Digest.of(template));
        before.ifPresent(lock -> same(
                lock.path("models").path(opened.model().name()),
                model,
                opened.model().name()));
    }

    /** What went on with other weights or on another engine would not be the same run. */
    private static void same(JsonNode before, JsonNode now, String name) {
        if (before.isMissingNode()) return;
        if (!before.path("engine").path("name").equals(now.path("engine").path("name")))
            throw new Failure("the run that goes on had the model " + name + " on the engine "
                    + before.path("engine").path("name").asText() + ", and this is "
                    + now.path("engine").path("name").asText() + "; choose that with --engine, or run anew");
        sameFiles(before.path("files"), now.path("files"), "model " + name);
    }

    private static void sameFiles(JsonNode before, JsonNode now, String whose) {
        Set<String> files = new TreeSet<>();
        before.fieldNames().forEachRemaining(files::add);
        now.fieldNames().forEachRemaining(files::add);
        for (String file : files)
            if (!before.path(file).equals(now.path(file)))
                throw new Failure("the file " + file + " of the " + whose
                        + " has changed since the run was started; put it back, or run anew without --resume");
    }

    /** Adds an adapter with the hash of each of its files. */
    void adapter(Path directory) {
        String name = directory.getFileName().toString();
        ObjectNode hashes = document.withObjectProperty("adapters").putObject(name);
        for (Path file : files(directory)) hashes.put(file.getFileName().toString(), Digest.of(file));
        JsonNode earlier = before.map(lock -> lock.path("adapters").path(name)).orElse(hashes);
        if (earlier.isObject()) sameFiles(earlier, hashes, "adapter " + name);
    }

    @Override
    public String toString() {
        return document.toPrettyString() + "\n";
    }

    private static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (var all = Files.newDirectoryStream(directory, "*.{json,safetensors,jinja}")) {
            all.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the model directory " + directory + " cannot be read", e);
        }
        files.sort(null);
        return files;
    }

    private static String template(Path directory) {
        try {
            Path own = directory.resolve("chat_template.jinja");
            if (Files.exists(own)) return Files.readString(own);
            Path config = directory.resolve("tokenizer_config.json");
            if (!Files.exists(config)) return "";
            JsonNode template = new ObjectMapper().readTree(config.toFile()).path("chat_template");
            return template.isTextual() ? template.textValue() : template.isMissingNode() ? "" : template.toString();
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("the chat template in " + directory + " cannot be read", e);
        }
    }
}
