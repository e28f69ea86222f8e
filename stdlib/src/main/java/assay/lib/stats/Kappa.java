package assay.lib.stats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cohen's kappa: how far two judges agree beyond chance.
 *
 * @param observed share of items with the same label
 * @param expected share by chance, given how often each judge uses each label
 * @param kappa 1 for full agreement, 0 for chance; NaN if both use only one and the same label
 */
public record Kappa(double observed, double expected, double kappa) {

    public static Kappa of(List<?> a, List<?> b) {
        if (a.size() != b.size()) throw new IllegalArgumentException(a.size() + " labels against " + b.size());
        Map<Object, Integer> countA = new HashMap<>();
        Map<Object, Integer> countB = new HashMap<>();
        int same = 0;
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).equals(b.get(i))) same++;
            countA.merge(a.get(i), 1, Integer::sum);
            countB.merge(b.get(i), 1, Integer::sum);
        }
        long chance = 0;
        for (var label : countA.entrySet()) chance += (long) label.getValue() * countB.getOrDefault(label.getKey(), 0);
        double n = a.size();
        double observed = same / n;
        double expected = chance / (n * n);
        return new Kappa(observed, expected, (observed - expected) / (1 - expected));
    }
}
