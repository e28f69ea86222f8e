package assay.engine.text;

import java.text.Normalizer.Form;
import java.util.List;

/** What happens to a text before it is cut into pieces. */
sealed interface Normalizer {
    String SUPPORTED = "NFC, NFD, NFKC, NFKD, Prepend, Replace, Lowercase, Strip and Sequence";

    String apply(String text);

    record Unicode(Form form) implements Normalizer {
        @Override
        public String apply(String text) {
            return java.text.Normalizer.normalize(text, form);
        }
    }

    record Prepend(String prefix) implements Normalizer {
        @Override
        public String apply(String text) {
            return text.isEmpty() ? text : prefix + text;
        }
    }

    record Replace(TextPattern pattern, String content) implements Normalizer {
        @Override
        public String apply(String text) {
            return pattern.replace(text, content);
        }
    }

    record Lowercase() implements Normalizer {
        /** Character by character: the form of a final sigma does not depend on its place. */
        @Override
        public String apply(String text) {
            StringBuilder out = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                out.appendCodePoint(Character.toLowerCase(c));
                if (c == 'İ') {
                    out.append('\u0307');
                }
            });
            return out.toString();
        }
    }

    record Strip(boolean left, boolean right) implements Normalizer {
        @Override
        public String apply(String text) {
            int from = left ? Spaces.after(text, 0) : 0;
            int to = right ? Spaces.before(text, text.length()) : text.length();
            return from < to ? text.substring(from, to) : "";
        }
    }

    record Sequence(List<Normalizer> steps) implements Normalizer {
        @Override
        public String apply(String text) {
            String result = text;
            for (Normalizer step : steps) {
                result = step.apply(result);
            }
            return result;
        }
    }

    static Normalizer read(Json json) {
        String type = json.require("type").text();
        return switch (type) {
            case "NFC", "NFD", "NFKC", "NFKD" -> new Unicode(Form.valueOf(type));
            case "Prepend" -> new Prepend(json.require("prepend").text());
            case "Replace" ->
                new Replace(
                        TextPattern.read(json.require("pattern")),
                        json.require("content").text());
            case "Lowercase" -> new Lowercase();
            case "Strip" -> new Strip(json.flag("strip_left", true), json.flag("strip_right", true));
            case "Sequence" ->
                new Sequence(json.require("normalizers").list().stream()
                        .map(Normalizer::read)
                        .toList());
            default -> throw json.unsupported("normalizer '" + type + "'", SUPPORTED);
        };
    }
}
