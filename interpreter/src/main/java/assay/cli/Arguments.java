package assay.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words of a command, with the values for the script's params taken out: {@code --length 40} or {@code --length=40},
 * anywhere. Without a value {@code --quick} says {@code yes}.
 */
record Arguments(List<String> rest, Map<String, String> params) {

    /** @param spec tells the command's own options from params */
    static Arguments split(List<String> words, CommandSpec spec) {
        List<String> rest = new ArrayList<>();
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (!word.startsWith("--") || word.equals("--")) {
                rest.add(word);
            } else if (spec.findOption(option) != null) {
                rest.add(word);
                if (equals < 0 && takesValue(spec.findOption(option)) && i + 1 < words.size()) rest.add(words.get(++i));
            } else if (equals >= 0) {
                params.put(option.substring(2), word.substring(equals + 1));
            } else {
                boolean value = i + 1 < words.size() && !words.get(i + 1).startsWith("--");
                params.put(option.substring(2), value ? words.get(++i) : "yes");
            }
        }
        return new Arguments(rest, params);
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }
}
