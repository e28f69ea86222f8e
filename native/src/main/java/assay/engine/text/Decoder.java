package assay.engine.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How token strings become text again, step by step. */
sealed interface Decoder {
    String SUPPORTED = "ByteLevel, ByteFallback, Fuse, Replace, Strip, Metaspace and Sequence";

    List<String> apply(List<String> tokens);

    /** Whether the vocabulary spells its tokens in the byte alphabet. */
    default boolean isByteLevel() {
        return false;
    }

    record ByteLevel() implements Decoder {
        @Override
        public boolean isByteLevel() {
            return true;
        }

        @Override
        public List<String> apply(List<String> tokens) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (String token : tokens) {
                bytes.writeBytes(ByteAlphabet.bytes(token));
            }
            return List.of(Utf8Stream.decode(bytes.toByteArray()));
        }
    }

    /** Runs of {@code <0xNN>} become their text, or one U+FFFD for each byte if the run as a whole is not UTF-8. */
    record ByteFallback() implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            List<String> texts = new ArrayList<>(tokens.size());
            ByteArrayOutputStream run = new ByteArrayOutputStream();
            for (String token : tokens) {
                int b = value(token);
                if (b >= 0) {
                    run.write(b);
                } else {
                    flush(run, texts);
                    texts.add(token);
                }
            }
            flush(run, texts);
            return texts;
        }

        /** The byte a token stands for, -1 if none. */
        static int value(String token) {
            boolean isByte = token.length() == 6
                    && token.startsWith("<0x")
                    && token.charAt(5) == '>'
                    && Character.digit(token.charAt(3), 16) >= 0
                    && Character.digit(token.charAt(4), 16) >= 0;
            return isByte ? Integer.parseInt(token, 3, 5, 16) : -1;
        }

        private static void flush(ByteArrayOutputStream run, List<String> texts) {
            if (run.size() == 0) {
                return;
            }
            try {
                texts.add(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(run.toByteArray()))
                        .toString());
            } catch (CharacterCodingException e) {
                texts.addAll(Collections.nCopies(run.size(), "\ufffd"));
            }
            run.reset();
        }
    }

    record Fuse() implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return List.of(String.join("", tokens));
        }
    }

    record Replace(TextPattern pattern, String content) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return tokens.stream().map(token -> pattern.replace(token, content)).toList();
        }
    }

    /** Takes up to so many of one character off both ends of every token. */
    record Strip(String character, int start, int stop) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return tokens.stream().map(this::strip).toList();
        }

        private String strip(String token) {
            int from = 0;
            for (int i = 0; i < start && token.startsWith(character, from); i++) {
                from += character.length();
            }
            int to = token.length();
            for (int i = 0; i < stop && to > from && token.startsWith(character, to - character.length()); i++) {
                to -= character.length();
            }
            return token.substring(from, to);
        }
    }

    record SpaceMarks(Metaspace marks) implements Decoder {
        @Override
        public List<String> apply(List<String> tokens) {
            return marks.decode(tokens);
        }
    }

    record Sequence(List<Decoder> steps) implements Decoder {
        @Override
        public boolean isByteLevel() {
            return steps.stream().anyMatch(Decoder::isByteLevel);
        }

        @Override
        public List<String> apply(List<String> tokens) {
            List<String> texts = tokens;
            for (Decoder step : steps) {
                texts = step.apply(texts);
            }
            return texts;
        }
    }

    static Decoder read(Json json) {
        String type = json.require("type").text();
        return switch (type) {
            case "ByteLevel" -> new ByteLevel();
            case "ByteFallback" -> new ByteFallback();
            case "Fuse" -> new Fuse();
            case "Replace" ->
                new Replace(
                        TextPattern.read(json.require("pattern")),
                        json.require("content").text());
            case "Strip" ->
                new Strip(
                        json.require("content").text(),
                        json.require("start").number(),
                        json.require("stop").number());
            case "Metaspace" -> new SpaceMarks(Metaspace.read(json));
            case "Sequence" ->
                new Sequence(json.require("decoders").list().stream()
                        .map(Decoder::read)
                        .toList());
            default -> throw json.unsupported("decoder '" + type + "'", SUPPORTED);
        };
    }
}
