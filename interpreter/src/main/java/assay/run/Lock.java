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
import java.util.SortedMap;

/** lock.json: everything outside the script that its results rest on. */
final class Lock {
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode models;
    private final Pins pins;

    /** @param pins how the models have to be */
    Lock(String version, String script, Pins pins) {
        this.pins = pins;
        document.put("assay", version);
        script(script);
        ObjectNode java = document.putObject("java");
        java.put("version", Runtime.version().toString());
        java.put("vendor", System.getProperty("java.vendor"));
        java.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        document.putObject("files");
        models = document.putObject("models");
        if (pins.sameEngine()) resume(pins.lock(), version);
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

    /** What the script has read so far: the hash of each file, by its path from the script's directory. */
    void files(SortedMap<String, String> digests) {
        ObjectNode files = document.putObject("files");
        digests.forEach(files::put);
    }

    /** The script as it stands now; that of a session grows. */
    void script(String text) {
        document.put("script", Digest.of(text));
    }

    private static void engine(ObjectNode entry, Engine engine) {
        entry.put("name", engine.name()).put("version", engine.version()).put("device", engine.device());
    }

    /**
     * Adds a model with its engine and the hash of each of its files; the first one's engine is the run's.
     *
     * @return the digest of both
     */
    String model(Models.Opened opened) {
        Path directory = opened.model().directory();
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("source", opened.source());
        opened.commit().ifPresent(commit -> model.put("revision", commit));
        engine(model.putObject("engine"), opened.model().engine());
        ObjectNode hashes = model.putObject("files");
        for (Path file : files(directory)) hashes.put(file.getFileName().toString(), Digest.of(file));
        model.put("tokenizer", hashes.path("tokenizer.json").asText());
        String template = template(directory);
        if (!template.isEmpty()) model.put("chat_template", Digest.of(template));
        pins.check(opened.model().name(), model); // what is refused is not written down
        models.set(opened.model().name(), model);
        if (!document.has("engine")) document.set("engine", model.get("engine"));
        return Digest.of(model.get("engine").toString() + hashes);
    }

    /** Adds an adapter with the hash of each of its files; gives the digest of these. */
    String adapter(Path directory) {
        String name = directory.getFileName().toString();
        ObjectNode hashes = JsonNodeFactory.instance.objectNode();
        for (Path file : files(directory)) hashes.put(file.getFileName().toString(), Digest.of(file));
        pins.adapter(name, hashes);
        document.withObjectProperty("adapters").set(name, hashes);
        return Digest.of(hashes.toString());
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
