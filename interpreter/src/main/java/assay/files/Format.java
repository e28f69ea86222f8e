package assay.files;

import assay.lib.verb.Failure;
import assay.lib.verb.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a script can write, by the suffix of the path. */
public enum Format {
    JSON(".json", new Type.Any()),
    JSONL(".jsonl", Type.oneOf(new Type.Table(), Type.list(new Type.Any()))),
    CSV(".csv", Type.oneOf(new Type.Table(), Type.list(new Type.Rec()))),
    TXT(".txt", new Type.Any()),
    SVG(
            ".svg",
            Type.oneOf(
                    new Type.Table(),
                    Type.list(new Type.Any()),
                    new Type.Rec(),
                    new Type.Tensor(),
                    Type.result("benchmark"))),
    SAFETENSORS(
            ".safetensors",
            Type.oneOf(
                    new Type.Tensor(),
                    new Type.Rec(),
                    Type.result(),
                    Type.list(Type.oneOf(new Type.Tensor(), new Type.Rec(), Type.result(), Type.list(new Type.Any())))),
            "what holds tensors"),
    GGUF(".gguf", Type.result("direction")),
    DIRECTORY("", new Type.Model());

    public final String suffix;
    public final Type takes;
    private final String words;

    Format(String suffix, Type takes) {
        this(suffix, takes, takes.expected());
    }

    Format(String suffix, Type takes, String words) {
        this.suffix = suffix;
        this.takes = takes;
        this.words = words;
    }

    /** For people: the suffix, or what has none. */
    public String label() {
        return this == DIRECTORY ? "a directory" : suffix;
    }

    /** What it takes, for people. */
    public String expected() {
        return words;
    }

    /** The format of a path; a {@link Failure} lists those there are. */
    public static Format of(String written) {
        String suffix = suffix(written);
        return Arrays.stream(values())
                .filter(format -> format.suffix.equals(suffix))
                .findFirst()
                .orElseThrow(() ->
                        new Failure("`" + written + "` has none of the suffixes that can be written; write one of "
                                + suffixes(type -> !(type instanceof Type.Model))));
    }

    /** The suffixes of the formats that take something. */
    public static String suffixes(Predicate<Type> something) {
        return Arrays.stream(values())
                .filter(format -> something.test(format.takes))
                .map(Format::label)
                .collect(Collectors.joining(" "));
    }

    private static String suffix(String written) {
        int point = written.lastIndexOf('.');
        return point < written.lastIndexOf('/') || point < 0
                ? ""
                : written.substring(point).toLowerCase(Locale.ROOT);
    }
}
