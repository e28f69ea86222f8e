package assay.show;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of the manual on a screen: a line that is too long goes on below the column where its text begins. */
final class Page {
    private static final Pattern HEAD = Pattern.compile("\\s*\\S+\\s{2,}|\\s*");
    private static final String CODE = "    ";

    private Page() {}

    /** @param width columns of the screen */
    static String wrapped(String page, int width) {
        return page.lines()
                .flatMap(line -> lines(line, width).stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> lines(String line, int width) {
        if (Line.of(line).width() <= width || line.startsWith(CODE)) return List.of(line);
        Matcher head = HEAD.matcher(line);
        int hang = head.lookingAt() && head.end() < width / 2 ? head.end() : 0;
        List<String> lines = new ArrayList<>();
        for (Line part : Prose.lines(Line.of(line.substring(hang)), width - hang))
            lines.add((lines.isEmpty() ? line.substring(0, hang) : " ".repeat(hang)) + part.render(false));
        return lines;
    }
}
