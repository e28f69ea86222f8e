package assay.engine.text;

import assay.engine.EngineException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** tokenizer.json, read in one pass: only the small sections become trees. */
record TokenizerFile(Path path, List<AddedToken> added, Map<String, Json> components, BpeModel model) {
    /** The largest real vocabularies have a quarter of this. */
    static final int MAX_TOKENS = 1 << 20;

    private static final int MAX_MERGES = 1 << 21;
    private static final int MAX_CONTENT = 4096;

    static TokenizerFile read(Path path) {
        try (JsonParser parser = Json.FACTORY.createParser(path.toFile())) {
            return new Reader(path, parser).read();
        } catch (IOException e) {
            throw Json.unreadable(path, e);
        }
    }

    /** The settings of normalizer, pre_tokenizer, post_processor or decoder; null where there is none. */
    Json component(String name) {
        return components.get(name);
    }

    private record Reader(Path path, JsonParser parser) {

        TokenizerFile read() throws IOException {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "an object");
            List<AddedToken> added = List.of();
            Map<String, Json> components = new HashMap<>();
            BpeModel model = null;
            while (next() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken token = next();
                switch (field) {
                    case "added_tokens" -> added = token == JsonToken.VALUE_NULL ? List.of() : added();
                    case "normalizer", "pre_tokenizer", "post_processor", "decoder" -> {
                        if (token != JsonToken.VALUE_NULL) {
                            components.put(field, Json.read(parser, place(field)));
                        }
                    }
                    case "model" -> model = model(token);
                    default -> parser.skipChildren();
                }
            }
            if (model == null) {
                throw new EngineException(path + " has no 'model' section, so it is no tokenizer.");
            }
            return new TokenizerFile(path, added, components, model);
        }

        private List<AddedToken> added() throws IOException {
            List<AddedToken> tokens = new ArrayList<>();
            for (Json json : Json.read(parser, place("added_tokens")).list()) {
                AddedToken token = AddedToken.read(json);
                checkId(token.content(), token.id());
                if (token.content().length() > MAX_CONTENT) {
                    throw new EngineException(json.place() + " is longer than " + MAX_CONTENT + " characters.");
                }
                tokens.add(token);
            }
            return tokens;
        }

        private BpeModel model(JsonToken start) throws IOException {
            expect(start, JsonToken.START_OBJECT, "an object for 'model'");
            Map<String, Integer> vocabulary = null;
            List<BpeModel.Merge> merges = null;
            Map<String, Object> settings = new HashMap<>();
            while (next() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken token = next();
                if (field.equals("vocab") && token == JsonToken.START_OBJECT) {
                    vocabulary = vocabulary();
                } else if (field.equals("merges") && token == JsonToken.START_ARRAY) {
                    merges = merges();
                } else if (token.isScalarValue()) {
                    settings.put(
                            field, Json.read(parser, place("model " + field)).value());
                } else {
                    parser.skipChildren();
                }
            }
            return model(vocabulary, merges, new Json(place("model"), settings));
        }

        private BpeModel model(Map<String, Integer> vocabulary, List<BpeModel.Merge> merges, Json settings) {
            String type = settings.get("type").map(Json::text).orElse("BPE");
            if (!type.equals("BPE")) {
                throw settings.unsupported("model type '" + type + "'", "BPE");
            }
            if (vocabulary == null || merges == null) {
                throw new EngineException(settings.place()
                        + " must have 'vocab' (an object) and 'merges' (a list): this is no BPE model.");
            }
            for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
                if (!settings.get(affix).map(Json::text).orElse("").isEmpty()) {
                    throw settings.unsupported(
                            "setting '" + affix + "'", "byte-level and byte-fallback BPE without it");
                }
            }
            Object dropout = settings.map().get("dropout");
            if (dropout instanceof Number rate ? rate.doubleValue() != 0 : dropout != null) {
                throw settings.unsupported("setting 'dropout'", "null and 0, since encoding must not be random");
            }
            return new BpeModel(
                    vocabulary,
                    merges,
                    settings.get("unk_token").map(Json::text).orElse(null),
                    settings.flag("fuse_unk", false),
                    settings.flag("byte_fallback", false),
                    settings.flag("ignore_merges", false));
        }

        private Map<String, Integer> vocabulary() throws IOException {
            Map<String, Integer> ids = new HashMap<>(1 << 12);
            while (next() != JsonToken.END_OBJECT) {
                String token = parser.currentName();
                expect(next(), JsonToken.VALUE_NUMBER_INT, "a whole number as the id of every token in 'vocab'");
                long id = parser.getNumberType() == JsonParser.NumberType.INT ? parser.getIntValue() : -1;
                checkId(token, id);
                if (ids.put(token, (int) id) != null) {
                    throw new EngineException(path + ": model vocab has the token '" + shown(token) + "' twice.");
                }
            }
            return ids;
        }

        private List<BpeModel.Merge> merges() throws IOException {
            List<BpeModel.Merge> merges = new ArrayList<>();
            for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
                if (merges.size() == MAX_MERGES) {
                    throw new EngineException(path + ": model merges has more than " + MAX_MERGES + " entries.");
                }
                merges.add(token == JsonToken.START_ARRAY ? pair(merges.size()) : spaced(token, merges.size()));
            }
            return merges;
        }

        private BpeModel.Merge pair(int index) throws IOException {
            String[] sides = new String[2];
            for (int i = 0; i < 2; i++) {
                expect(next(), JsonToken.VALUE_STRING, "two strings in model merges[" + index + "]");
                sides[i] = parser.getText();
            }
            expect(next(), JsonToken.END_ARRAY, "two strings in model merges[" + index + "]");
            return new BpeModel.Merge(sides[0], sides[1]);
        }

        private BpeModel.Merge spaced(JsonToken token, int index) throws IOException {
            expect(token, JsonToken.VALUE_STRING, "a string or a pair in model merges[" + index + "]");
            String text = parser.getText();
            int space = text.indexOf(' ');
            if (space < 0 || text.indexOf(' ', space + 1) >= 0) {
                throw new EngineException(
                        path + ": model merges[" + index + "] must be two tokens with one space between them.");
            }
            return new BpeModel.Merge(text.substring(0, space), text.substring(space + 1));
        }

        private void checkId(String token, long id) {
            if (id < 0 || id >= MAX_TOKENS) {
                throw new EngineException(path + ": the id of the token '" + shown(token) + "' must be from 0 to "
                        + (MAX_TOKENS - 1) + ".");
            }
        }

        /** The next token; the end of a file cut short is an exception of the parser's. */
        private JsonToken next() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new EngineException(path + " ends in the middle.");
            }
            return token;
        }

        private void expect(JsonToken found, JsonToken wanted, String what) {
            if (found != wanted) {
                throw new EngineException(path + " is not a tokenizer: expected " + what + ".");
            }
        }

        private String place(String field) {
            return path + ": " + field;
        }
    }

    static String shown(String token) {
        return token.length() <= 40 ? token : token.substring(0, 40) + "...";
    }
}
