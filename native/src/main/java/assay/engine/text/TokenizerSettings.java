package assay.engine.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What the files beside tokenizer.json say about it; each of them may be missing. */
record TokenizerSettings(
        Optional<Json> tokenizerConfig,
        Optional<Json> specialTokens,
        Optional<Json> generation,
        Optional<Json> config) {

    /** Tokenizers that take {@code add_bos_token} and {@code add_eos_token} over what tokenizer.json says. */
    private static final Set<String> REBUILT = Set.of(
            "LlamaTokenizer",
            "LlamaTokenizerFast",
            "CodeLlamaTokenizer",
            "CodeLlamaTokenizerFast",
            "GemmaTokenizer",
            "GemmaTokenizerFast");

    static TokenizerSettings read(Path directory) {
        return new TokenizerSettings(
                file(directory, "tokenizer_config.json"),
                file(directory, "special_tokens_map.json"),
                file(directory, "generation_config.json"),
                file(directory, "config.json"));
    }

    static Optional<Json> file(Path directory, String name) {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Optional.of(Json.read(file)) : Optional.empty();
    }

    /** The content of a named special token, which is written as a string or as an object. */
    static Optional<String> content(Json config, String name) {
        return config.get(name)
                .map(token ->
                        token.isText() ? token.text() : token.require("content").text());
    }

    /** The post-processor's tokens as {@code add_bos_token} and {@code add_eos_token} change them. */
    Surround adjust(Surround surround, TokenTable tokens) {
        if (tokenizerConfig.isEmpty()) {
            return surround;
        }
        Json json = tokenizerConfig.get();
        if (!json.get("tokenizer_class")
                .map(Json::text)
                .filter(REBUILT::contains)
                .isPresent()) {
            return surround;
        }
        return new Surround(
                adjust(surround.before(), "bos", tokens, json), adjust(surround.after(), "eos", tokens, json));
    }

    private static int[] adjust(int[] ids, String which, TokenTable tokens, Json json) {
        Optional<Json> wanted = json.get("add_" + which + "_token");
        OptionalInt id = content(json, which + "_token").map(tokens::id).orElse(OptionalInt.empty());
        if (wanted.isEmpty()) {
            return ids;
        }
        if (wanted.get().bool()) {
            return id.isPresent() ? new int[] {id.getAsInt()} : ids;
        }
        return new int[0];
    }

    /** Every token one of the files names as an end. */
    Set<Integer> eos(TokenTable tokens) {
        Set<Integer> ids = new TreeSet<>();
        for (Optional<Json> names : List.of(tokenizerConfig, specialTokens)) {
            names.flatMap(json -> content(json, "eos_token")).map(tokens::id).ifPresent(id -> id.ifPresent(ids::add));
        }
        List<Json> configs = new ArrayList<>();
        generation.ifPresent(configs::add);
        config.ifPresent(configs::add);
        config.flatMap(json -> json.get("text_config")).ifPresent(configs::add);
        for (Json json : configs) {
            json.get("eos_token_id").ifPresent(value -> {
                for (Json id : value.isList() ? value.list() : List.of(value)) {
                    ids.add(id.number());
                }
            });
        }
        return Set.copyOf(ids);
    }
}
